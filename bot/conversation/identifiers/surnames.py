"""Surnames that are met often, without those that are words of a workshop."""

from typing import Final

_SURNAMES_WORDS: Final = """
abbott abdi abdullah abubakar acheampong achebe adams adebayo adeleke adewale adeyemi afolabi
ahmad ahmed aitken akhtar akinola alexander ali allan allen amin anderson andrews appiah armstrong
arnold arora asante ashton asif atkins atkinson aziz babu bailey baker balogun banerjee banks
barker barnes barrett barry bartlett barton bates baxter becker begum bell bennett benson bhatt
bhatti bianchi bishop blair boateng booth bowen boyle bradley bradshaw brady brennan brien briggs
brooks brown browne bryant buckley burke burns burton butler byrne callaghan cameron campbell
carey carr carroll carson chan chandler chapman chatterjee chaudhary chaudhry chen cheung
choudhury chowdhury clark clarke clayton coleman collier collins connolly connor cook cooper costa
cox craig crawford cross cullen cunningham daly daniels das davidson davies davis davison dawson
desai dhillon diallo diaz dickson dixon dlamini doherty donnelly donovan dooley douglas doyle
duffy duncan dunn edwards egan elliott ellis evans farrell ferguson fernandes fernandez ferrari
finch findlay fischer fisher fitzgerald fleming fletcher flynn forbes foster fowler francis fraser
freeman fuller gallagher garcia gardner george gibbons gibson gilbert gill gleeson goddard gomez
goncalves gonzalez goodwin gordon graham grant gray green greene gregory griffin griffiths gupta
hall hamilton hancock hanson harding hardy harper harris harrison hart hartley harvey hassan
hawkins hayes heath henderson henry herbert hernandez herrera hewitt hicks hill hodgson hoffmann
hogan holland holmes hopkins horvat howard howarth howe howell huang hudson hughes humphreys hunt
hussain hussein hutchinson hutton ibrahim igwe iqbal ivanov iyer jackson jacobs jain james
jankowski jarvis jenkins jennings jensen jha jimenez johansson john johnson johnston jones jordan
joseph joshi joyce kamara kamau kaminski kapoor kaur kavanagh kaya keane kelly kemp kennedy kenny
kerr khalil khan khanna khatun kiely kim kimani king kirby klein knight knowles koch kovac kovacs
kowalczyk kowalska kowalski kumar kuznetsov lal lambert lane larsen law lawrence lawson lee lennon
leonard lewandowski lewis li lim lin lindsay liu lloyd long lopez lowe lynch macdonald mackay
mackenzie maclean macleod maguire mahmood mahoney malik malone mann marsh marshall martin martinez
mason matthews may mazur mbeki mccabe mccann mccarthy mcdonald mcdonnell mcgrath mcguire mcintyre
mckay mckenna mckenzie mclaughlin mclean mcloughlin mcmahon mcnally mehta mensah meyer michalski
miller mills mistry mitchell mohamed mohammed molnar moloney moore morales moran morgan morris
morrison moyo mueller muller murphy murray musa mwangi myers naidoo nair nash naylor ndlovu nel
nelson newman newton ngo nguyen nicholls nicholson nkosi noble nolan norris norton novak nowak
nwosu obi obrien ochieng oconnell oconnor odonnell odunsi ogunleye ojo okafor okeke okonkwo okoro
okoye oladipo oleary oliveira oneill onyango oreilly ortiz osborne osei osman ostrowski osullivan
otieno owens owusu page palmer papadopoulos parker parkes parsons parveen patel pathak patil
patterson pawlak payne pearce pearson pereira perera perez perkins perry peters petrov petrovic
pham phillips pillai pinto piotrowski popa popescu potter powell power price quinn rafiq rahman
raja ramirez ramos ramsey rao read reddy reed rees reeves reid reilly reyes reynolds rhodes ricci
richards richardson riley ritchie rivera roberts robertson robinson robson rodrigues rodriguez
rogers romano rose ross rossi rowe russell russo ryan saeed sahota saleh salmon sanchez sanders
sandhu santos saunders savage schmidt schneider schofield schulz schwartz scott sethi shah shaikh
sharma sharp shaw sheikh shepherd sheridan short siddiqui silva simmons simpson sinclair singh
sinha skinner slater smart smith smyth snow sokolov soni spencer stanley steele stephens
stephenson stevens stevenson stewart stokes stone strickland suarez suleiman sullivan summers
sutherland sutton swann sweeney sykes szabo szymanski tan tanner taylor thapa thomas thompson
thomson thornton tiwari tobin todd tomlinson torres toth townsend tran tucker tunde turner uddin
umar usman van varga varma vasquez vaughan verma virk volkov wade wagner walker wallace walsh
walters walton wang ward warner warren waters watkins watson watts weaver webb weber welch wells
weston wheeler whelan white whitehead wilkins wilkinson williams williamson willis wilson wojcik
wong wood woods woodward wozniak wright wu xu yadav yang yates yeo yilmaz young yousaf yusuf zaman
zhang zhao zhou zielinski zulu
"""
SURNAMES: Final = frozenset(_SURNAMES_WORDS.split())

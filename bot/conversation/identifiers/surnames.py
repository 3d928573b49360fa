"""Surnames that are met often, without those that are words of a workshop."""

from typing import Final

_SURNAMES_WORDS: Final = """
abbas abbott abdi abdullah abdulle abubakar acheampong achebe adamczyk adams adebayo adeleke
adeoye adewale adeyemi adeyinka afolabi afzal agbaje agyeman ahern ahmad ahmed aitken akhtar
akinola alam alexander ali allan allen amin amoah anane anderson andrews andrzejewski ansah antwi
anwar appiah armstrong arnold arora asamoah asante ashton asif atkins atkinson awan aziz babu
bailey bains bajwa baker balogun banerjee banks baran barker barnes barrett barry bartlett barton
bashir bates baxter becker begum bell bennett benson bhatt bhatti bhogal bhuiyan bianchi bielecki
bishop biswas blair blaszczyk boateng bolger booth borkowski bowen boyle bradley bradshaw brady
brannigan breen brennan breslin brien briggs brooks brown browne bryant buckley burke burns burton
butler byrne caffrey cahill callaghan cameron campbell carey carr carroll carson cassidy chan
chana chandler chang chapman chatterjee chau chaudhary chaudhri chaudhry chauhan cheema chen cheng
cheong cheung chmielewski chohan choudhary choudhury chow chowdhury clancy clark clarke clayton
coffey coghlan coleman colgan collier collins conlon conneely connolly connor considine conway
cook cooper corcoran costa costello cotter cox coyle craig crawford creagh cross crowley cullen
cunningham curran curtin czajka czarnecki dabrowski daly daniels danso das davidson davies davis
davison dawson dempsey deng desai devine devlin dhaliwal dhami dhanda dhillon diallo diaz dickson
dillon dineen dixon dlamini dogra doherty donnelly donovan dooley doran dosanjh douglas dowling
doyle dudek duffy duncan dunn dutta dwyer edwards egan elliott ellis evans fagan fahey farah
farooq farrell feeney ferguson fernandes fernandez ferrari finch findlay finnegan finnerty fischer
fisher fitzgerald fleming fletcher flynn fogarty foley fong forbes foster fowler francis fraser
freeman fuller fung gaffney gajewski gakhal gallagher galvin garcia gardner garg george geraghty
ghosh ghuman gibbons gibson gilbert gill gilligan gilmartin gleeson glowacki goddard gomez
goncalves gondal gonzalez goodwin gordon gorman gorski grabowski graham grant gray green greene
gregory grewal griffin griffiths guha gupta hall hamilton hancock hanley hannigan hanrahan hanson
harding hardy harkin harper harris harrison hart hartley harvey hashmi hassan hawkins hayat hayes
healy heaney heath heffernan henderson hennessy henry herbert hernandez herrera hewitt hickey
hicks higgins hill hodgson hoey hoffmann hogan holland holmes hopkins horgan horvat hossain
houlihan howard howarth howe howell huang hudson hughes humphreys hunt hurley hussain hussein
hutchinson hutton hynes ibrahim igwe iqbal ivanov iyer jabbar jablonski jackson jacobs jadeja jain
jakubowski jalil james jankowski jarvis jasinski javed jaworski jenkins jennings jensen jha
jimenez johansson john johnson johnston jones jordan joseph joshi joyce jutla kaczmarek kalinowski
kalsi kamara kamau kaminski kanwar kapoor kataria kaur kavanagh kaya kazmi keane keaney keating
keenan kehoe kelly kemp kenneally kennedy kenny keogh kerr khalid khalil khan khanna khatri khatun
kiely kiernan kilbride kim kimani king kinsella kirby klein knight knowles koch kohli kolodziej
kovac kovacs kowalczyk kowalska kowalski kozlowski krajewski krawczyk krol krupa kubiak kucharski
kumar kuznetsov kwan kwiatkowski kwok lafferty lakhani lal lally lambert lane larsen laskowski
latif law lawrence lawson leahy lee lenihan lennon leonard leung lewandowski lewis li liang lim
lin lindsay liu lloyd long lopez loughran lowe lynch macdonald maciejewski mackay mackenzie
maclean macleod madigan maguire mahal maher mahmood mahoney majewski makowski malik malinowski
malone mangat mann mannion marciniak marsh marshall martin martinez mason matthews may mazur
mazurek mbeki mcardle mcbride mccabe mccann mccarthy mcdaid mcdermott mcdonagh mcdonald mcdonnell
mcelroy mcevoy mcgee mcginley mcgowan mcgrath mcguinness mcguire mchugh mcinerney mcintyre mckay
mckenna mckenzie mckeown mclaughlin mclean mcloughlin mcmahon mcnally mcnamara mcnulty mcsweeney
meagher meehan mehta mensah meyer miah mian michalski miller mills minhas mirza mistry mitchell
mohamed mohammed molloy molnar moloney monaghan mooney moore morales moran morgan moriarty morris
morrison moyo mroz mueller mughal mukherjee mulcahy muldoon mulholland mullen muller mulligan
mulvey munir murphy murray musa mwangi myers nagle naidoo nair nandra nash nawaz naylor nazir
ndlovu neary nel nelson newman newton ngo nguyen nicholls nicholson nijjar nkosi noble nolan
norris norton novak nowak nowakowski nugent nwosu obi obrien ochieng oconnell oconnor odonnell
odunsi oduya ofori ogunbanjo ogunleye ohagan ohara ojo okafor okeeffe okeke okeowo okonkwo okoro
okoye oladipo oleary oliveira olszewski oluwole oneill onuoha onyango opoku oppong oreilly ortiz
osborn osborne osei oshea osman ostrowski osullivan otieno owens owusu page palmer papadopoulos
parekh parker parkes parmar parsons parveen patel pathak patil patterson pawlak pawlowski payne
pearce pearson peng pereira perera perez perkins perry peters petrov petrovic pham phelan phillips
pietrzak pillai pinto piotrowski poon poonia popa popescu potter powell power price purewal
quigley quinlan quinn qureshi rafferty rafiq rahman raja ramirez ramos ramsey randhawa rao rashid
rathod read reddy redmond reed rees reeves regan rehman reid reilly reyes reynolds rhodes riaz
ricci richards richardson riley ritchie rivera roberts robertson robinson robson rodrigues
rodriguez rogers romano rooney rose ross rossi rowe ruane russell russo rutkowski ryan sadowski
saeed sagoo sahota saleh salim salmon samra sanchez sanders sandhar sandhu santos sarkar saunders
savage scanlon schmidt schneider schofield schulz schwartz scott scully sehmi sekhon sethi shah
shahid shaikh shanahan sharif sharma sharp shaw sheehan sheehy sheikh shen shepherd sheridan short
shortt siddiqui sidhu sikora sikorski silva simmons simpson sinclair singh sinha skinner slater
slattery smart smith smyth snow sobczak sodhi sokolov sokolowski solanki soni sood soomro spencer
stanley steele stephens stephenson stepien stevens stevenson stewart stokes stone strickland
suarez suleiman sullivan summers sutherland sutton swann sweeney syed sykes szabo szczepanski
szewczyk szymanski tahir takhar tan tanner tariq taylor thakur thandi thapa thomas thompson
thomson thornton tierney tiwari tobin todd tomaszewski tomczak tomlinson toomey toor torres toth
townsend tran treacy tripathi tsang tucker tunde tung tuohy turner twomey uddin umar uppal usman
vadher van varga varma vasquez vaughan verma virdi virk volkov wade wagner wahid walczak walker
wallace walsh walshe walters walton wang ward warner warren wasilewski wasim waters watkins watson
watts weaver webb weber welch wells weston wheeler whelan white whitehead wieczorek wilk wilkins
wilkinson williams williamson willis wilson wisniewski witkowski wlodarczyk wojcik wong wood woods
woodward wozniak wright wrobel wroblewski wu wysocki xiao xu yadav yang yaqub yates yeo yeung
yilmaz young younis yousaf yuen yusuf zafar zahid zajac zakrzewski zalewski zaman zawadzki zeng
zhang zhao zhou zielinski ziolkowski zulu
"""
SURNAMES: Final = frozenset(_SURNAMES_WORDS.split())

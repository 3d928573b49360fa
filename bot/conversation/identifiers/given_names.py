"""Given names that are met often in workplaces in Britain and Ireland, and those that are words."""

from typing import Final

from bot.conversation.places import FIRST_NAMES

_MORE: Final = """
aaliyah aarav abbas abbie abby abdel abdi abdulla abdullah abel abigail abu ada adaeze adam adamu
adebayo adela adele adeola adesh adil aditi aditya adnan adrian adriana adrienne afzal agata agnes
agnieszka ahmad ahmet aidan aiden aiko aileen ailsa aimee aisling aiyana ajay akash akeem akhil
akim akira akmal alain alana alasdair alastair albert alberto alec aled aleksander aleksandra
alena alessandro alessia alexa alexander alexandra alexandre alexandru alexei alexis alfonso
alfred alicia alina alisha alison alistair alister allan allison alma alva alvaro alvin alyssa
amaka amal amar amara amarjit amelia amelie amin amina aminah amjad amrit amritpal anais anand
ananya anas anastasia anders andre andreas andreea andrei andrej andres andrzej aneta aneurin
angelina angelo angharad angie angus ania anika anil anis anish anisha anjali anjana ankit ankita
anmol annabel annabelle anneka annette annie annika annmarie anoushka ansel anselm anton antonia
antonio anusha anwar aoibhe aoibheann apinya arabella archana archibald archie ariana arianna arif
arisha arkadiusz arlene arlo armaan arman armando arnav arne arnold arron artem arthur arturo arun
aruna arvind asad asha ashok ashraf asma astrid athena atif aubrey audrey aurora ava avril ayaan
ayaz ayesha ayo ayodele aysha ayub azhar azim aziz babatunde babs bajram bal balazs baljit
balvinder balwinder barbara bart bartek bartosz basia baz bazza bea beata beatrice beatriz becca
becky bella ben benedict benedikt benji bernadette bernard bernice bert bertie beryl bethan
bethany bettina betty bev beverley beverly bhavesh bhavika bhavin bhavna bianca bilal birgit bjorn
blanca blessing bob bobbie bobby bogdan boris bozena brad bradley bram brandon branislav breda
brenda brent bret brett brian brianna bridget brigid brigitte bronagh bronwen bronwyn bruno bryan
bryn bryony burak byron cailean cain caitlin caitlyn cal caleb calum calvin camila camilla camille
candice cara carina carla carlo carlos carlton carly carmel carmela carmen carolina carolyn carrie
carson carter caspar cassandra cassie catalin catalina catarina cath cathal catherine cathy
catriona cecil cecilia cedric celia celine cerys chandni chandra chantal chantelle charlene
charles charley charmaine chelsea cheng cheryl chiamaka chiara chidi chika chike chima chinedu
chinonso chinwe chioma chrissie christa christian christiana christina christof christoph
christophe christopher chuka chukwuemeka cian ciara cillian clara clarence claudia claudio claus
clemens clementine clifford clint clive clodagh cody colette colin colleen colm conall conan
conchita connie conor conrad constance constantin corey corinna corinne cormac cornelia cornelius
cosmin courtney craig crispin cristian cristiana cristina curtis cynthia cyril czeslaw dafydd
dagmar daisy dalia damian damien damon dana danica daniela daniele danielle daniil danika danilo
danny danuta daphne dara daragh darcey darcy dario darius dariusz darragh darrell darryl dave
davey davide davina davinder dawid daz dazza dean deborah debra deepa deepika deirdre deji delia
delroy delyth demetrius denis denise dennis denny dermot derrick desmond devinder devon dhiraj
dhruv diana dick dickie diego dieter dietmar dilip dilys dimitar dimitri dimitris dinah dinesh
dino dionne dirk divya dmitri dmitry dolores domenico dominik dominika dominique donal donald
donatella donna donovan doreen doris dorota dorothy dougal dougie douglas dragan drago dragos
dumitru dwayne dwight dympna dzenan eamon eamonn ebony eddy edgar edith edmund eduard eduardo
edward edwin edwina edyta efe efosa egor eileen eilidh eimear einar eirlys ekaterina ekene elena
eleni eli elias elif elijah elin elinor eliot elisa elisabeth elise elisha eliza elizabeth elke
ellen elliot elliott ellis elmar eloise elsa elsie elton elvira elwyn emanuel emeka emil emilia
emiliano emilie emilio emin emlyn emmanuel emmet emre emrys ena enda enid enrico enrique enya enzo
eoghan eoin erica erik erika erkan ernest ernie errol erwin esme esmeralda esperanza esra estelle
esther eszter etta eugene eugenia eugeniusz eunice eva evan evangeline eve evelyn evie ewa ewelina
ezekiel ezra fabian fabio fabrice fadi faisal faizan farah fardeen farhan farida farooq farrukh
fatema fatemah fatih fatimah fatma fatou fay fayaz feargal federico felicity felipe felix femi
fenella feng ferdinand ferenc fergal fergus fernanda fernando ffion fidelma filip filippo finbar
findlay finlay finley finn finnian finola fintan fionn fionnuala fleur flo flora florence florian
florin folake fran frances francesca francesco francine francis francisco franco francois frankie
franz fraser freda freddie freddy frederic frederick frederik fredrik freya frida frieda fritz
funmi gabby gabe gabor gabriel gabriela gabriele gabriella gail galina ganesh gareth garfield
garima garrett garry gaurav gavan gayle gaz gazza gemma genevieve geoffrey georgi georgie georgina
georgios gerald geraldine gerard gerda gerhard germaine gerrard gertrude gethin ghulam gianluca
gianni gideon gilbert giles gillian gina ginny gino giorgio giovanna giovanni gisela gita giuseppe
gladys glenda glenys gloria glyn glynis gonzalo gopal goran grainne grazyna gregor gregory greta
gretchen gruffydd grzegorz guido guillaume guillermo gunnar gunter gurdeep gurdip gurinder gurjit
gurmeet gurpreet gurvinder gustav gustavo guto gwen gwendolen gwenllian gwilym gwyn gwyneth habib
hadi hadiza hafiz hafsa haider hakan hakim halima hallie hamid hamza hana hanif hanna hannes hans
harald hardeep hari haris harish harjinder harjit harleen harminder harold haroon harpreet harriet
harrison harshad haruki haruto harvinder hasan haseeb hashim hattie hayden haydn hazel hector
hedley hefin heidi heike heinrich heinz helena helene helga helmut hema hemant hendrik henri
henrietta henrik henryk herbert herman hermione hideo hilary hilda hiroshi hitesh hollie horace
horatiu hortense hubert huda hugo humaira humphrey husain hussain hussein huw hyacinth iain
ibrahim ida idris iestyn ieuan ifan ifeanyi ifeoma ignacio ignatius igor ihor ike ikram ilaria
ileana ilhan ilie ilona ilse ilya imelda imogen imran imtiaz ina inderjit indira indra ines inga
inge ingo ingrid ioan ioana iolo ion ionela ionut iqbal irena irene irfan irina irma irmgard
irvine irwin isa isabel isabell isabella isabelle isaiah isha ishaan ishita ishmael isidore ismael
ismail isobel israel issac istvan ita ivan ivana ivar ivo ivonne iwan iwona izabela izzy jaap
jabir jacek jackson jacqueline jacques jacqui jada jaden jag jagdeep jagdish jagjit jaime jakob
jakub jamal jameela jameson jamil jamila jan janek janelle janette janez janice janine janis janka
janos janusz jarek jaroslav jaroslaw jarrod jas jasbir jasdeep jaskaran jasleen jasmeet jasmin
jasmine jaspal jasper jaspreet jatinder javed javier jawad jaya jayden jayesh jayne jayson jaz
jeanette jeanne jeannie jedrzej jeetendra jeffrey jelena jemima jemma jenna jennie jennifer jens
jeremiah jeremy jermaine jerome jerry jerzy jesper jesse jessie jesus jethro jia jignesh jill
jillian jim jimmie jin jing jiri jitendra joachim joanie joann joanne joao jocelyn jochen jodie
jody joel joey johan johann johanna johannes johnathan johnnie jolanta joleen jonah jonas jonny
jorg jorge jorgen joseba josef josefina joselyn josephine josh joshua josie josip joss jovan jozef
juan juanita jude judy jules julian juliana julianne julie juliet juliette julio julius junaid
junior jurgen justin justina justyna jyoti kabir kacey kacper kai kaitlyn kalpana kamal kamala
kamaldeep kamaljit kamil kamila kamran karan kareem karel karim karin karina karl karla karol
karolina karthik kasia kasper katarina katarzyna kateryna katharina katharine katherine kathleen
kathryn katja katrin katrina katy kavita kayden kayla kayleigh kaz kazi kazimierz keanu keegan
keeley keely kehinde keir keira keiran keisha kelechi kelvin kemal kemi kendra kenji kenneth kenny
kenta kerri kerrie kerstin keshia ketan kevan keyla khadija khadijah khaled khalid khalil khurram
kian kiera kieran kieron killian kimberley kimberly kinga kingsley kira kiran kirk kirsten kirsti
kirstie kirsty kirti kishan kishor klaudia klaus kofi kojo konrad konstantin kosta kostas kourtney
kris krish krishan krishna kristen kristian kristin kristina kristof kristofer krisztina krystian
krystyna krzysztof kuba kuldeep kulwinder kumar kunal kurt kwabena kwame kwasi kyra kyran lacey
lachlan ladislav laila lakshmi lamar lamin lara larisa larissa larry lars lasse laszlo latasha
latifah latoya laurel laurence laurent laurie laurynas lavinia lawrence layla leah leanna leanne
lech leda leena leigh leighton leila lena lene lennart lennox leona leonard leonardo leonid leonie
leonora leopold leroy leszek leticia levi lewin lexi lexie leyla lhamo liana lianne liberty lidia
liesl lila lili lilian liliana lilith lillian lily lina linas lindsay lindsey lionel lisbeth livia
livvy llewellyn llinos lloyd llyr logan lois lola lorcan loredana lorelei loren lorena lorenzo
loretta lori lorna lottie lou louis louisa louise lourdes luana luc luca lucas lucia lucian
luciana lucie lucille lucinda lucjan lucretia ludmila ludwig luigi luis luisa lukas lukasz lulu
luna luqman lydia lyle lynda lyndon lyndsay lyndsey lynette lynne lynsey macca maciej mack
madalina maddie maddison maddy madeleine madeline madelyn madhav madhu madhuri madison mads maeve
magda magdalena magdalene magnus mahendra mahesh mahir mahmood mahmoud mai maire mairead mairi
maisie maja majid makayla malachy malak malgorzata malik mandeep mandy maneesh manfred manish
manisha manjeet manjinder manjit manoj mansoor manuel manuela mara marc marcel marcela marcelo
marcia marcin marco marcos marcus margarita margaux margery margo margot marguerite mariam mariana
marianne maribel marija marilyn marina marino mario marion marisa marissa mariusz marjorie marko
markus marlene marlon marta martha martina martyn marvin marwa maryam maryann masood massimo mateo
mateusz mathew mathias mathilda matilda matteo matteus matthias matthieu mattias matty maud maura
maureen maurice mauricio mauro mavis maxim maxine maxwell maya mayank mayur maz mead meena meera
megha mehdi mehmet mei mel melanie melinda melissa melody melvin melvyn meredith mererid merlin
mervyn meryl mhairi micah michaela michal micheal michel michele mickey miguel mihaela mihai
mihail mika mikael mikey miklos mikolaj milan milena millicent millie milo milos mimi mina minal
minnie mira miranda mirela miriam mirka miro miroslav miroslaw mirza misha mitchell mitul mladen
mohamad mohammad mohan mohd mohit mohsin moira moises mollie momina mona monica monika monique
montgomery morag moses moshe moya mubarak muhammed mukesh munir murdo muriel murray murtaza musa
mustafa mustapha myfanwy myles myra myriam myrtle naadir nabeel nabil nadeem nadine nadya naeem
nafisa nahid naila naima najib namita nancy nandini naomi narendra naresh nasir nasreen nasser
nassim natalia natalie natalija natalya natasha nathalie nathaniel navdeep naveed naveen navid
navjot navneet nazia nazim nazir neelam neema neeraj neeta neha nelly nelson nerys nesta neville
nevin niamh nicholas nicky nico nicolae nicolas nicole nicoleta nicolette nicu niels nige nikhil
niki nikita nikki niklas nikola nikolai nikolaos nikolay nilesh nils nimra nina nino nirav nisha
nishant nita nitin noel noelle noemi nola nora norah norbert noreen norma norman norris nour nuala
nuno nura obinna octavian oksana ola olaf olajide olamide olanrewaju olawale ole oleg oleksandr
oleksiy olena olga olgierd oli olivier olu oluchi olufemi olufunke olumide oluwaseun oluwatobi
omari omkar oona oonagh oren orla orlaith orlando osagie osama osas osman osmond ossie oswald
otilia owain ozan pablo paddy padraic padraig paige palesa pallavi paloma pamela pandora paola
paolo parag paresh parminder parvati parveen parvez pascal pascale patience patrice patricia
patricio patrik patryk patsy paulette paulina pauline paulo pavel pavlo pawel pearse pedro peggy
perpetua perry petar petra petros petru phelim philippa philippe philomena phoebe phyllis pia
pierre piers pieter pilar pippa pooja poonam prabhjot pradeep prakash pramod pranav prashant
prateek pratik praveen preethi preeti prem prince priscilla pritesh priti priyanka przemek
przemyslaw purvi qasim quentin quincy quinn rabia rachael rachid radek radhika radoslaw radu raf
rafael rafal rafe rafferty rafiq raghav ragnar raheem rahim rahima rainer raiza rajan rajeev
rajinder rajiv rajni raju rajveer rakesh ralf ralph ram rama raman ramesh ramiro ramon ramona
ramunas rana randall randy ranjit raoul raphael rasheed rashid rashida rashmi rasmus ravinder
ravindra raya raymond raymundo razvan reagan reece reema reena reg regan reggie regina reginald
rehan rehana reinhard reinhold remi remigiusz rena renata renate rene renee renuka reshma reuben
rex reyansh reza rhian rhiannon rhoda rhodri rhona rhonda rhydian ria ricardo riccardo richa
richelle richie ricky rihanna riitta rikesh riley rina rishi ritchie ritesh ritu riya riyad robbie
roberta roberto robson rocco rochelle roderick rodney rodolfo rodrigo rogelio rohan rohini rohit
roisin roland rolf romain roman romana romeo romesh romy ronald ronaldo ronan ronnie rosa rosalie
rosalind rosamund rosanna rosario roscoe roseanne roselyn rosemarie roshan roshni roswitha rowan
rowena roxana roxanne royston rozalia ruairi ruaridh ruben rubina rudi rudolf rudy rufus rui
rukhsana rupa rupert rupinder rushil ruslan russel rusty rutendo ruxandra ryszard saad saba sabah
sabiha sabina sabine sabir sabrina sachin sadaf sadia sadie saeed safa saffron safia safiya sahar
sahil saima sajid sakina salah saleem saleh salim salina salma salman salome salvador salvatore
samar sameer samina samir samira sammy samson samuel sanaa sandeep sander sandhya sandor sandra
sandro sanne santiago santosh sapna saqib sarita sasha saskia satish satnam satoshi satpal saul
saurabh savannah sayed sayeed scarlett seamus sean seb sebastian sebastien seema selena selim
selina selma selwyn senan serena serge sergei sergio sergiu serhii seth seun severin seyi shabana
shabnam shafiq shah shaheen shahid shahida shahnaz shahzad shaista shakeel shakil shalini shamim
shamsa shanaya shandy shanelle shania shanice shankar shanta shanti sharad sharan sharif sharmaine
sharmila sharmin shauna shay shayla shayne shaz shazia shea sheena sheikh shelagh sheldon shelley
shelly sheree sheridan sherif sherry sheryl shilpa shireen shirley shiv shivani shoaib shobha
shona shreya shruti shuaib shubham shyam sian sibusiso siddharth sidney sidra siegfried sienna
sigrid silas silvana silvester silvia silvio simona simone simran sinead siobhan sipho siraj sita
sixten skye slawek slawomir slobodan sofia sofie soham solomon somchai sonia sonja sonny sonya
soraya soren sorin spencer srinivas stacy stanislav stanislaw stanley stavros stefan stefania
stefano steph stephan stephane stevie stewart sudhir sufyan suhail sujata sukh sukhdeep sukhjit
sukhvinder sukhwinder sulaiman suleman sultana suman sumit sunita sunny suraj surinder surjit
surya susana susannah susanne sushil suzana suzanna suzanne suzie svein sven svetlana swati sybil
syed sylvester sylvia sylwia szymon tadeusz tadhg tahir tahira taiwo takeshi talha talia tallulah
tamar tamara tamas tamika tamsin tania tanisha tanja tanveer tanvi tanya tariq taro tasha tatenda
tatiana tatyana taylor tayyab tegan tejal tel temitope tendai terence teresa teri terrence terri
tessa thabo thaddeus thandi thea thelma theo theodora theodore theresa therese thierry thom
thomasina thorsten thulani tia tiago tiana tiffany tilly timea timothy tinashe titus tjark tobi
tobias toby todd togo toni tonya torben tori torsten toyin traci tracie trev tricia trina trinity
trish trisha tristan trixie troy trudy tuan tudor tunde tushar twm tyler tyra tyrell tyrone uche
uchenna udo ugo ulf uli ulrich ulrike uma umair umar umer una unathi ursula urszula usha usman uwe
uzoma vadim vaibhav valentin valentina valeria valerie valeriu vanessa vanya varsha varun vasile
vasilios vasily vasyl vaughan vaughn veer velma venkat venkatesh vera verity verna vernon verona
veronica veronika vesna vicente vickie victor viggo vihaan vikas vikki viktor viktoria vilma vimal
vinay vincent vincenzo vineet vinod violeta violetta viorel vipul viraj virendra virginia vishal
vishnu viv vivek vivian viviana vivien vivienne vlad vladimir vladislav volodymyr vusi vytautas
waheed wahid waleed walid wallace walter waltraud wanda waqar waqas warren waseem wayne wei
weronika wesley wieslaw wilbur wilfred wilfried wilhelm willem williamina willie wilma wilson
winifred winnie winston wioletta wit witold wladyslaw wojciech wojtek wolfgang wynford xander
xavier xiang ximena xin yahya yan yana yannick yannis yara yash yashwant yasin yasir yasmeen
yasmine yassin yaw yemi yetunde yevgeny yin ying yogesh yohan yoko yolanda yosef youssef ysabel
yuki yulia yuliya yun yunus yuri yuriy yusra yusuf yves yvette yvonne zachariah zachary zack zafar
zahid zahir zahra zaid zain zainab zak zaki zakir zane zanele zara zarina zaynab zbigniew zdenek
zdravko zeeshan zehra zeinab zeke zelda zena zenon zeynep zhen zia zina zita zlatan zlatko zofia
zoltan zora zoran zosia zsofia zsolt zubair zuhair zuzana zuzanna zygmunt
"""


_LOOSE_WORDS: Final = """
adam al ali allen alma amber angel april art ash august aurora austin autumn bal bart basil ben
bill blessing blue bob brandy brook buck buddy cain cal carol case chase chelsea chip christian
christmas chuck clay cliff colt cooper crispin crystal curt dale dan dash dawn dean dee dell devon
dick dino don dot drew duke dusty earl ed elise em eve ewan faith fay fern flo florence ford fox
frank gale gene gill glen grace grant guy harley harmony harry hazel heath heather hector henry
herb holly homer honey hope hugo hunter india ion iris isa israel ivy jack jade jag jan jar jas
jasmine jasper jay jazz jean jess jet jewel jin jo jordan josh joy jude june junior kai ken kent
kerry kit kumar la lance laurel lee len leon lex liberty lily lincoln lois long lou luc luna mac
mace mack mai major mark martin mason max may mei melody mercedes merit mike milan miles minnie
misty mo morgan moses nat nelson nick norm normal ola ole olive otis otto paris pat patience patsy
pearl peg penny perry petal pete phoenix pierce piers pip poppy prem prince princess quinn raf ram
rama randy ray red reed reg rex rich rick ridge rob robin roc rod roger roman romeo rose rosemary
rowan royce ruby rush rusty sam sandy scarlett scout shah shandy shay skip sky skye sonny spencer
spike stan stanley star sterling stew stone storm stu sue summer sunny sydney tab tad tanner tel
tim tom trace trinity troy tucker udo uli una val van vera verity verona vic victoria violet
virginia wade wally warren wei will willow wit woody xin yan yin zia zip zoe
"""
LOOSE: Final = frozenset(_LOOSE_WORDS.split()) - {
    "dan",
    "sam",
    "tim",
    "tom",
    "bob",
    "ben",
    "pete",
    "mike",
    "harry",
    "ewan",
}
"""Given names that are read as words unless something beside them says that it is somebody."""

GIVEN: Final = FIRST_NAMES | frozenset(_MORE.split()) | LOOSE
"""Given names, in small letters and without accents."""

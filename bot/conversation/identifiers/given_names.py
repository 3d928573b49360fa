"""Given names that are met often in workplaces in Britain and Ireland, and those that are words."""

from typing import Final

from bot.conversation.places import FIRST_NAMES

_MORE: Final = """
aaliyah aarav aarti abbas abbie abby abdel abdi abdirahman abdulla abdullah abdullahi abel
abhishek abigail abimbola abiola abu ada adaeze adam adamu adaobi adebayo adebisi adekunle adela
adele adeola aderonke adesh adewale adil aditi aditya adnan adrian adriana adrianna adrienne aftab
afzal agata agnes agnieszka ahmad ahmet aidan aiden aiko aileen ailsa aimee aine aisling aiyana
ajay akash akbar akeem akhil akim akira akmal akosua alain alana alasdair alastair albert alberto
alec aled aleksander aleksandra alena alessandro alessia alexa alexander alexandra alexandre
alexandru alexei alexis alfonso alfred alicia alicja alina alisha alison alistair alister allan
allison alma alpesh alva alvaro alvin alyssa amadou amaka amal amar amara amarjit ameera amelia
amelie amin amina aminah aminata amira amjad amrit amrita amritpal anais anand ananya anas
anastasia anders andre andreas andreea andrei andrej andres andrzej aneta anetta aneurin angelina
angelo angharad angie angus ania anika anil anis anish anisha anjali anjana anjum ankit ankita
ankur anmol annabel annabelle anneka annette annie annika annmarie anoushka ansel anselm anton
antonia antonio anusha anwar anwuli aodhan aoibhe aoibheann aparna apinya arabella archana
archibald archie ariana arianna arif arisha arkadiusz arlene arlo armaan arman armando arnav arne
arnold arron arshad artem arthur artur arturo arun aruna arvind asad asante asha ashok ashraf
ashwin asma astrid athena atif aubrey audrey aurora ava avinash avril ayaan ayaz ayesha ayo
ayodeji ayodele aysha ayub azhar azim aziz babatunde babs bairbre bajram bal balazs baljit
balvinder balwinder barbara bart bartek bartosz bashir basia baz bazza bea beata beatrice beatriz
becca becky bella ben benedict benedikt benji bernadette bernard bernice bert bertie beryl bethan
bethany bettina betty bev beverley beverly bhavesh bhavika bhavin bhavna bhupinder bianca bilal
birgit bjorn blanca blessing bob bobbie bobby bogdan bogumil boitumelo boris bozena brad bradley
bram brandon branislav breda brenda brent bret brett brian brianna brid bridget brigid brigitte
bronagh bronwen bronwyn bruno bryan bryn bryony bukola bunmi burak bushra byron cailean cain
caitlin caitlyn cal caleb calum calvin camila camilla camille candice caoimhe caolan cara carina
carla carlo carlos carlton carly carmel carmela carmen carolina carolyn carrie carson carter
caspar cassandra cassie catalin catalina catarina cath cathal catherine cathy catriona cecil
cecilia cedric celia celina celine cerys cezary chandni chandra chang chantal chantelle charlene
charles charley charmaine chelsea cheng cheryl chetan chiamaka chiara chidi chiedozie chika chike
chima chimamanda chinedu chinelo chinonso chinwe chinyere chioma chisom chrissie christa christian
christiana christina christof christoph christophe christopher chuka chukwudi chukwuemeka cian
ciara cillian clara clarence claudia claudio claus clemens clementine clifford clint clive clodagh
cody colette colin colleen colm conall conan conchita connie conor conrad constance constantin
corey corinna corinne cormac cornelia cornelius cosmin courtney craig crispin cristian cristiana
cristina curtis cynthia cyril czarek czeslaw dafydd dagmar daisy dalia daljit damian damien damon
dana danica daniela daniele danielle daniil danika danilo danny danuta daphne dara daragh darcey
darcy dario darius dariusz darragh darrell darryl darshan dave davey davide davina davinder dawid
daz dazza dean dearbhla deborah debra deepa deepika deirdre deji delia delroy delyth demetrius
denis denise dennis denny dermot derrick desmond devinder devon dhiraj dhruv diana diarmuid dick
dickie diego dieter dietmar dilip dilys dimitar dimitri dimitris dinah dinesh dino dionne dipak
dirk divya dmitri dmitry dolores domenico dominik dominika dominique donal donald donatella donna
donncha donovan doreen doris dorota dorothy dougal dougie douglas dragan drago dragos dumitru
dwayne dwight dympna dzenan eamon eamonn ebele ebere ebony eddy edgar edith edmund eduard eduardo
edward edwin edwina edyta efe efosa egor eileen eilidh eimear einar eirlys ekaterina ekene elena
eleni eli elias elif elijah elin elinor eliot elisa elisabeth elise elisha eliza elizabeth elke
ellen elliot elliott ellis elmar eloise elsa elsie elton elvira elwyn elzbieta emanuel emeka emil
emilia emiliano emilie emilio emin emlyn emmanuel emmet emre emrys ena enda enid eniola enrico
enrique enya enzo eoghan eoin erica erik erika erkan ernest ernie errol erwin esme esmeralda
esperanza esra estelle esther eszter etta eugene eugenia eugeniusz eunice eva evan evangeline eve
evelyn evie ewa ewelina ezekiel ezra fabian fabio fabrice fadi faisal faiza faizan farah faraz
fardeen farhan farida farooq farrukh fatema fatemah fatih fatimah fatma fatou fatoumata fay fayaz
feargal federico felicity felipe felix femi fenella feng ferdinand ferenc fergal fergus fernanda
fernando ffion fiachra fiadh fidelma filip filippo finbar finbarr findlay finlay finley finn
finnian finola fintan fionn fionnuala fleur flo flora florence florian florin folake folasade
foluke fran frances francesca francesco francine francis francisco franco francois frankie franz
fraser freda freddie freddy frederic frederick frederik fredrik freya frida frieda fritz funmi
gabby gabe gabor gabriel gabriela gabriele gabriella gail galina ganesh gareth garfield garima
garrett garry gaurav gavan gayle gaz gazza gbenga gearoid geeta gemma genevieve geoffrey georgi
georgie georgina georgios gerald geraldine gerard gerda gerhard germaine gerrard gertrude gethin
ghazala ghulam gianluca gianni gideon gilbert giles gillian gina ginny gino giorgio giovanna
giovanni gisela gita giuseppe gladys glenda glenys gloria glyn glynis gonzalo gopal goran gosia
grainne grazyna gregor gregory greta gretchen gruffydd grzegorz grzesiek guang guido guillaume
guillermo gunnar gunter gurdeep gurdip gurinder gurjit gurmeet gurpreet gurvinder gustav gustavo
guto gwen gwendolen gwenllian gwilym gwyn gwyneth habib hadi hadiza hafiz hafsa haider hakan hakim
halima halina hallie hamid hamza hamzah hana hanif hanna hannes hans haoran harald hardeep hardip
hari harinder haris harish harjinder harjit harleen harminder harold haroon harpal harpreet
harriet harrison harshad haruki haruto harvinder hasan haseeb hashim hattie hayden haydn hazel
hector hedley hefin heidi heike heinrich heinz helena helene helga helmut hema hemant hendrik
henri henrietta henrik henryk herbert herman hermione hideo hilary hilda hiroshi hitesh hollie
horace horatiu hortense hubert huda hugo humaira humphrey husain hussain hussein huw hyacinth iain
iarla ibironke ibrahim ida idris iestyn ieuan ifan ifeanyi ifeoma ifeyinwa iftikhar ignacio
ignatius igor ihor ike ikechukwu ikram ilaria ileana ilhan ilie ilona ilse ilya imelda imogen
imran imtiaz ina inderjit indira indra indu ines inga inge ingo ingrid ioan ioana iolo ion ionela
ionut iqbal irena irene irfan irina irma irmgard irvine irwin isa isabel isabell isabella isabelle
isaiah isha ishaan ishita ishmael ishwar isidore ismael ismail isobel israel issac istvan ita ivan
ivana ivar ivo ivonne iwan iwona iyabo izabela izzy jaap jabeen jabir jacek jackson jacqueline
jacques jacqui jada jaden jadwiga jag jagdeep jagdish jagjit jagtar jaime jakob jakub jamal
jameela jameson jamil jamila jan janek janelle janette janez janice janina janine janis janka
janos janusz jarek jaroslav jaroslaw jarrod jas jasbir jasdeep jaskaran jasleen jasmeet jasmin
jasmine jaspal jasper jaspreet jasvinder jaswinder jatinder javaid javed javier jawad jaya jayden
jayesh jayne jayson jaz jeanette jeanne jeannie jedrzej jeetendra jeffrey jelena jemima jemma
jenna jennie jennifer jens jeremiah jeremy jermaine jerome jerry jerzy jesper jesse jessie jesus
jethro jia jiahao jianguo jiayi jignesh jill jillian jim jimmie jin jing jingyi jiri jitendra
joachim joanie joann joanne joao jocelyn jochen jodie jody joel joey johan johann johanna johannes
johnathan johnnie jola jolanta joleen jonah jonas jonny jorg jorge jorgen joseba josef josefina
joselyn josephine josh joshua josie josip joss jovan jozef juan juanita jude judy jules julian
juliana julianne julie juliet juliette julio julita julius junaid junior junjie jurgen justin
justina justyna jyoti kabir kacey kacper kai kaitlyn kalpana kalsoom kamal kamala kamaldeep
kamaljit kamil kamila kamran karan kareem karel karim karin karina karl karla karol karolina
karthik kashif kasia kasper katarina katarzyna kateryna katharina katharine katherine kathleen
kathryn katja katrin katrina katy kavita kayden kayla kayleigh kaz kazi kazimierz keanu keegan
keeley keely kehinde keir keira keiran keisha kelechi kelvin kemal kemi kendra kenji kenneth kenny
kenta kerri kerrie kerstin keshia ketan kevan keyla khadija khadijah khaled khalid khalil khurram
kian kiera kieran kieron killian kimberley kimberly kinga kingsley kira kiran kirk kirpal kirsten
kirsti kirstie kirsty kirti kishan kishor klaudia klaus kofi kojo konrad konstantin kosta kostas
kourtney kris krish krishan krishna kristen kristian kristin kristina kristof kristofer krisztina
krystian krystyna krzysiek krzysztof kuba kuldeep kulwinder kumar kunal kunle kurt kwabena kwaku
kwame kwasi kyra kyran lacey lachlan ladislav laila lakhvir lakshmi lalit lamar lamin lanre lara
larisa larissa larry lars lasse laszlo latasha latifah latoya laurel laurence laurent laurie
laurynas lavinia lawrence layla leah leanna leanne lech leda leena leigh leighton leila lekan lena
lene lennart lennox leona leonard leonardo leonid leonie leonora leopold leroy leszek leticia levi
lewin lexi lexie leyla lhamo liana liang lianne liaquat liberty lidia liesl lila lili lilian
liliana lilith lillian lily lina linas lindsay lindsey lionel lisbeth livia livvy llewellyn llinos
lloyd llyr logan lois lola lorcan loredana lorelei loren lorena lorenzo loretta lori lorna lottie
lou louis louisa louise lourdes luana luc luca lucas lucia lucian luciana lucie lucille lucinda
lucjan lucretia lucyna ludmila ludwig luigi luis luisa lukas lukasz lulu luna luqman lydia lyle
lynda lyndon lyndsay lyndsey lynette lynne lynsey macca maciej maciek mack madalina maddie
maddison maddy madeleine madeline madelyn madhav madhu madhuri madison mads maeve magda magdalena
magdalene magnus mahendra mahesh mahir mahmood mahmoud mai maire mairead mairi maisie maja majid
makayla malachy malak malgorzata malik mandeep mandla mandy maneesh manfred manish manisha manjeet
manjinder manjit manoj mansoor manuel manuela mara marc marcel marcela marcelo marcia marcin marco
marcos marcus margarita margaux margery margo margot marguerite mariam mariana marianne maribel
marija marilyn marina marino mario mariola marion marisa marissa mariusz marjorie marko markus
marlene marlon marta martha martina martyn marvin marwa maryam maryann marzena masood massimo
mateo mateusz mathew mathias mathilda matilda matteo matteus matthias matthieu mattias matty maud
maura maureen maurice mauricio mauro mavis maxim maxine maxwell maya mayank mayur maz mbali mead
meena meera megha mehdi mehmet mehmood mei meiling mel melanie melinda melissa melody melvin
melvyn meredith mererid merlin mervyn meryl mhairi micah michaela michal micheal michel michele
mickey mieczyslaw miguel mihaela mihai mihail mika mikael mikey miklos mikolaj milan milena
millicent millie milo milos mimi mina minal minnie mira miranda mirela miriam mirka miro miroslav
miroslaw mirza misha mitchell mitul mladen modou mohamad mohammad mohan mohd mohit mohsin moira
moises mollie momina mona monica monika monique montgomery morag moses moshe moya mubarak mudassar
muhammed muireann mukesh mumtaz munir murdo muriel murray murtaza musa mustafa mustapha myfanwy
myles myra myriam myrtle naadir nabeel nabil nadeem nadine nadya naeem nafisa naheed nahid naila
naima najib nalini namita nancy nandini naomi narendra naresh narinder nasir nasreen nasser nassim
natalia natalie natalija natalya natasha nathalie nathaniel navdeep naveed naveen navid navjot
navneet nazia nazim nazir neelam neema neeraj neeta neha nelly nelson nerys nesta neville nevin
ngozi niamh nicholas nicky nico nicolae nicolas nicole nicoleta nicolette nicu niels nige nikhil
niki nikita nikki niklas nikola nikolai nikolaos nikolay nilesh nils nimra nina nino nirav nirmal
nisha nishant nita nitin nkechi nnamdi noel noelle noemi nola nomvula nonso nora norah norbert
noreen norma norman norris nour nuala nuno nura obinna octavian odhran ogechi oksana ola olaf
olajide olamide olanrewaju olawale ole oleg oleksandr oleksiy olena olga olgierd oli olivier
oliwia olu oluchi olufemi olufunke olumide oluwaseun oluwatobi omari omkar onyeka oona oonagh oren
orla orlaith orlando osagie osama osas osman osmond ossie oswald otilia owain ozan pablo paddy
padraic padraig paige palesa pallavi paloma pamela pandora paola paolo parag paresh parminder
parmjit parvati parveen parvez pascal pascale patience patrice patricia patricio patrik patrycja
patryk patsy paulette paulina pauline paulo pavel pavlo pawel pearse pedro peggy perpetua perry
petar petra petros petru phelim philippa philippe philomena phoebe phyllis pia pierre piers pieter
pilar piotrek pippa pooja poonam prabhjot pradeep prakash pramod pranav prashant prateek pratik
praveen pravin preethi preeti prem prince priscilla pritesh priti priyanka proinsias przemek
przemyslaw puneet purvi qasim qiang quentin quincy quinn rabia rachael rachid rachna radek radha
radhika radoslaw radu raf rafael rafal rafe rafferty rafiq raghav raghu ragnar raheem rahim rahima
rainer raiza rajan rajeev rajinder rajiv rajni raju rajveer rakesh ralf ralph ram rama raman
ramesh ramiro ramon ramona ramunas rana randall randy ranjit raoul raphael rasheed rashid rashida
rashmi rasmus ravinder ravindra raya raymond raymundo razia razvan reagan reece reema reena reg
regan reggie regina reginald rehan rehana reinhard reinhold rekha remi remigiusz rena renata
renate rene renee renuka reshma reuben rex reyansh reza rhian rhiannon rhoda rhodri rhona rhonda
rhydian ria ricardo riccardo richa richelle richie ricky rihanna riitta rikesh riley rina rishi
ritchie ritesh ritu riya riyad rizwan robbie roberta roberto robson rocco rochelle roderick rodney
rodolfo rodrigo rogelio rohan rohini rohit roisin roland rolf romain roman romana romeo romesh
romy ronald ronaldo ronan ronnie rosa rosalie rosalind rosamund rosanna rosario roscoe roseanne
roselyn rosemarie roshan roshni roswitha rotimi rowan rowena roxana roxanne royston rozalia ruairi
ruairidh ruaridh ruben rubina rudi rudolf rudy rufus rui rukhsana rupa rupert rupinder rushil
ruslan russel rusty rutendo ruxandra ryszard saad saba sabah sabiha sabina sabine sabir sabrina
sachin sadaf sadia sadie sadiq saeed safa saffron safia safiya sahar sahil saima sajid sakina
salah saleem saleh salim salina salma salman salome salvador salvatore samar sameer sameera samina
samir samira sammy samson samuel sanaa sandeep sander sandhya sandor sandra sandro sangeeta
sanjeev sanne santiago santosh sapna saqib sarika sarita sasha saskia satish satnam satoshi satpal
satvinder saul saurabh savannah sayed sayeed scarlett seamus sean seb sebastian sebastien seema
segun selena selim selina selma selwyn senan serena serge sergei sergio sergiu serhii seth seun
severin seyi shabana shabir shabnam shafiq shah shaheen shahid shahida shahnaz shahzad shailesh
shaista shakeel shakil shalini shamim shamsa shanaya shandy shanelle shania shanice shankar shanta
shanti sharad sharan sharif sharmaine sharmila sharmin shauna shay shayla shayne shaz shazia shea
sheena sheetal sheikh shelagh sheldon shelley shelly sheree sheridan sherif sherry sheryl shilpa
shireen shirley shiv shivani shoaib shobha shona shreya shruti shuaib shuang shubham shyam sian
sibusiso siddharth sidney sidra siegfried sienna sigrid silas silvana silvester silvia silvio
simona simone simran sinead siobhan sipho siraj sita sital sixten sizwe skye slawek slawomir
slobodan smita sofia sofie sohail soham solomon somchai sonal sonia sonja sonny sonya soraya
sorcha soren sorin spencer srinivas stacy stanislav stanislaw stanley stavros stefan stefania
stefano steph stephan stephane stevie stewart subhash sudhir sufyan suhail sujata sukh sukhdeep
sukhdev sukhjit sukhvinder sukhwinder sulaiman suleman sultana suman sumit sundeep sunita sunny
suraj surinder surjit surya susana susannah susanne sushil sushila suzana suzanna suzanne suzie
svein sven svetlana swati sybil syed sylvester sylvia sylwia szymon tadeusz tadhg tahir tahira
taiwo takeshi talha talia tallulah tamar tamara tamas tamika tamsin tania tanisha tanja tanveer
tanvi tanya tariq tariro taro tarun tasha tasneem tatenda tatiana tatyana taylor tayyab tegan
tejal tejinder tel temitope tendai terence teresa teri terrence terri tessa thabo thaddeus thandi
thea thelma theo theodora theodore theresa therese thierry thom thomasina thorsten thulani tia
tiago tiana tiffany tilly timea timothy tinashe tingting titus tjark tobi tobias toby todd togo
tolu tomas tomek toni tonya torben tori torsten toyin traci tracie trev tricia trina trinity trish
trisha tristan trixie troy trudy tuan tudor tunde turlough tushar twm tyler tyra tyrell tyrone
uche uchenna udo ugo ulf uli ulrich ulrike ultan uma umair umar umer umesh una unathi ursula
urszula usha usman uwe uzoma vadim vaibhav valentin valentina valeria valerie valeriu vandana
vanessa vanya varsha varun vasile vasilios vasily vasyl vaughan vaughn veena veer velma venkat
venkatesh vera verity verna vernon verona veronica veronika vesna vicente vickie victor viggo
vihaan vikas vikki viktor viktoria vilma vimal vinay vincent vincenzo vineet vinod violeta
violetta viorel vipul viraj virendra virginia vishal vishnu viv vivek vivian viviana vivien
vivienne vlad vladimir vladislav volodymyr vusi vytautas waheed wahid waldemar wale waleed walid
wallace walter waltraud wanda waqar waqas warren waseem wasim wayne wei weiwei weronika wesley
wieslaw wiktor wiktoria wilbur wilfred wilfried wilhelm willem williamina willie wilma wilson
winifred winnie winston wioletta wit witold wladyslaw wlodek wojciech wojtek wolfgang wynford
xander xavier xiang xiaoling xiaoming ximena xin xinyi yahya yan yana yannick yannis yara yash
yashwant yasin yasir yasmeen yasmine yassin yaw yemi yetunde yevgeny yifan yin ying yogesh yohan
yoko yolanda yosef younis youssef ysabel yuki yulia yuliya yun yunus yuri yuriy yusra yusuf yuxuan
yves yvette yvonne zachariah zachary zack zafar zahid zahida zahir zahra zaid zain zainab zak zaki
zakir zane zanele zara zarina zaynab zbigniew zbyszek zdenek zdravko zdzislaw zeeshan zehra zeinab
zeke zelda zena zenon zeynep zhen zia zihan zina zita zlatan zlatko zofia zoltan zora zoran zosia
zsofia zsolt zubair zuhair zulfiqar zuzana zuzanna zygmunt
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

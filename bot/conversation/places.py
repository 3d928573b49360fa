"""Names that stand beside an activity and are neither its title nor its provider: towns, people."""

from typing import Final

_TOWNS: Final = """
aberdeen adelaide ashford auckland bangalore basingstoke bedford belfast bengaluru birmingham
blackburn blackpool bolton bournemouth bradford brighton brisbane bristol burnley cambridge
canterbury cardiff carlisle cheltenham chennai chester chesterfield chicago colchester cork coventry
crawley crewe croydon darlington daventry delhi derby doncaster dover dubai dublin dudley dundee
durham edinburgh essex exeter galway gateshead glasgow gloucester grimsby guildford halifax harlow
harrogate hereford hinckley huddersfield hull hyderabad inverness ipswich kent kettering
kilmarnock lancaster leamington leeds leicester limerick lincoln liverpool livingston london
loughborough luton maidstone manchester mansfield melbourne middlesbrough mumbai newcastle newport
northampton norwich nottingham nuneaton oldham oxford perth peterborough plymouth poole portsmouth
preston pune redditch rochdale rotherham rugby salford salisbury scunthorpe sheffield
shrewsbury slough solihull southampton southend stafford stevenage stirling stockport stoke
stratford sunderland sutton swansea swindon sydney tamworth taunton telford torquay wakefield
walsall warrington warwick watford waterford wexford wigan winchester wolverhampton worcester
wrexham yeovil york yorkshire scotland wales ireland england midlands teesside tyneside
"""
TOWNS: Final = frozenset(_TOWNS.split()) | {
    "milton keynes", "st albans", "high wycombe", "kings lynn", "bury st edmunds", "the midlands",
    "burton on trent", "stoke on trent", "newcastle upon tyne", "new york", "colliers wood",
}  # fmt: skip

_FIRST_NAMES: Final = """
aaron abdul adam ahmed aisha alan alex alfie ali alice alison amanda amir amit amy andrea andrew
andy angela anita anna anne anthony antony arjun arthur ash ashley asif aoife barry ben beth bill
billy bob brendan brian bruce callum cameron carl carol caroline catherine charlie charlotte chloe
chris christine ciaran claire clare colin connor conor craig dai dan daniel darren dave david dawn
dean deb debbie declan deepak derek des diane dominic donna doug duncan dylan ed eddie elaine
eleanor ella ellie emily emma eric erin ethan ewan fatima faye fiona fran frank fred gareth gary gav
gavin gaz gemma geoff george georgia gerry gill glen glenn gordon graham grant greg hamish hannah
harry harvey hassan hayley heather helen henry holly howard hugh ian imran isaac isla jack jackie
jacob jade jake james jamie jan jane janet jason jay jean jeff jen jenny jess jessica jim jimmy jo
joan joanna joe john johnny jon jonathan jordan jose joseph josh joyce judith julia julie june karen
kate kath kathy katie kay keith kelly ken kenny kerry kev kevin kim kieran kyle lauren laura lee
leanne len leo lesley lewis liam linda lisa liz lorraine louise lucy luke lynn maggie malcolm
marek margaret maria marie mark martin mary matt matthew maureen max megan mel mia michael michelle
mick mike mo mohammed mohamed molly muhammad nadia nathan neil niall niamh nick nicola nigel niall
noah oisin oliver olivia ollie omar owen pam pat patrick paul paula pauline pete peter phil philip
piotr poppy priya rachel raj raja rajesh rahul ravi ray rebecca rhys richard rick rita rob robert
robin robyn roger ron rory rosie ross roy russ russell ruth ryan sally sam samantha sandra sandy
sanj sanjay sara sarah saoirse scott sean shane shannon sharon shaun sheila simon sophie stacey stan
stella steph stephanie stephen steve steven stewart stu stuart sue sunil suresh susan suzanne tara
ted terry tess theresa thomas tim tina toby tom tomasz tommy tony tracey tracy trev trevor val
vicky victoria vijay vikram vince wayne wendy will william yasmin yusuf zac zara zoe
"""
FIRST_NAMES: Final = frozenset(_FIRST_NAMES.split())

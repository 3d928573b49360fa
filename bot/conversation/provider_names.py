"""The providers and makers that are known by name, however their names are typed."""

from typing import Final

from bot.conversation.text import folded

_KNOWN: Final = (
    "ABB|ACAS|AA|RAC|ADAS Academy|AkzoNobel|Alldata|Apec|Arnott|ARB|Aston Martin|Audi|Autel"
    "|Autodata|Autoglass|Autologic|Autotech Training|Aviloo|Axalta|BASF|Belron|Bentley|Bilstein"
    "|BMW|Bosch|Brembo|Bridgestone|British Standards Institution|BSI|BYD|BVRLA|Car-O-Liner"
    "|Castrol|Celette|Cenex|CIPD|Citroën|City & Guilds|City&Guilds|City and Guilds|CMI"
    "|Continental|Coursera|Crypton|Cummins|DAF|Dayco|Delphi|Delphi Technologies|Denso|Dinitrol"
    "|DVSA|EDT|Eicher|Euro Car Parts|Exide|Febi|Ferodo|Fiat|FleetCheck|Ford|FranklinCovey|FTA"
    "|Fuchs|FutureLearn|Gates|GKN|Glasurit|GMAC|Goodyear|GS Yuasa|GTG|GYS|Haldex|Haynes|Hella"
    "|Hella Gutmann|HELLA|Honda|HPI|HSE|Hunter|Hunter Engineering|Hyundai|I-CAR|IAAF|ILM|IMI"
    "|Infineon|Investors in People|IOSH|IRTE|Isuzu|Iveco|Jaguar|Jaguar Land Rover|JCB|JLR"
    "|John Deere|Josam|Kia|Knorr-Bremse|KYB|Land Rover|Launch|Launch Tech|LeasePlan|Lexus"
    "|LinkedIn Learning|Liqui Moly|LKQ|Logistics UK|Lucas|LuK|MAHLE|Mahle|MAN|Mazda|Mercedes"
    "|Mercedes-Benz|MG|Michelin|MINI|Mitsubishi|Mobil|Monroe|NEBOSH|NFDA|NGK|Nissan|NTDA|NTN"
    "|OpenLearn|Open University|Our Virtual Academy|Peugeot|Picoscope|Pico Technology|Pirelli"
    "|Polestar|Porsche|PPG|Pro-Align|Pro-Cut|Pro-Moto|ProMoto|Red Cross|Remit|Renault|RMI|Rolec"
    "|RoSPA|Sachs|Scania|Schaeffler|Schrader|Seat|Shell|Sherwin-Williams|Skillnet|Skoda|SKF"
    "|SMMT|Snap-on|Snap On|Snapon|SP Diagnostics|Standox|Spies Hecker|St John Ambulance"
    "|Stellantis|Supertracker|Suzuki|Sykes-Pickavant|Tata|Tenneco|Tesla|Texa|Thatcham"
    "|Thatcham Research|Thermo King|TMD Friction|Topdon|Toyota|TRW|Udemy|Valeo|Vauxhall|VBRA"
    "|Volkswagen|Volvo|Volvo Trucks|VW|Wabco|Webasto|Würth|Wurth|Yokohama|Yuasa|YouTube|ZF"
)
BY_FOLDED: Final = {folded(name): name for name in _KNOWN.split("|")}
"""By the folded name: the name as it is written. One that is not here needs its capital letter."""
KNOWN: Final = frozenset(BY_FOLDED)
"""Names that are known, folded."""

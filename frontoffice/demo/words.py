"""Made-up names for the demonstration. Nobody and nothing real is meant."""

FIRST_NAMES = (
    "Yasmina Noor Daan Lotte Jef Amira Wout Fien Milan Jana Robbe Hanne Ilyas Marie Senne Zoë Bilal Lore Arne Elif "
    "Kobe Sara Tibo Nina Oleksandr Luna Ruben Aya Simon Emma Matteo Femke Jelle Imane Vic Julie Stan Roos Kyara Emiel "
    "Dina Lars Sofiia Maxim Anke Rayan Britt Gust Laura Tuur"
).split()
LAST_NAMES = (
    "Vandekasteele Deprez Bouziane Lammertyn Dekeyser Verhaeghe Claeysen Benali Vanhoutteghem Declerq Maertens Demir "
    "Vandewalle Degryse Bekaertens Coopman Lefeverre Ghesquiere Devos Tytgadt Naessens Vermandere Kovalenko Dejonghe "
    "Soetaerts Vanneste Bruneelens Haddad Deceuninckx Titeca Vandromme Wallaert Opsommer Callewaerts Desmedt Lagaert"
).split()
FAMILY_FIRMS = (
    "Vandaele Demeulen Lowie Crombez Desaever Tanghe Vermote Bossu Decuypere Gheys Lanckriet Ostyn Pattyn Quintens "
    "Rommelaere Sabbe Tavernier Verbeke Windels Ampe Bultynck Catry Dewaele Eeckhout Foulon Ghyssels Hollevoet Isebaert"
).split()
PLACE_WORDS = "Leie IJzer Mandel Kust Polder Duin Molen Kouter Sas Vaart Brug Heuvel Zwin Blote Gaver Handzame".split()
TRADE_WORDS = {
    "auto-koetswerk-en-fiets": ("Garage", "Carrosserie", "Fietsen"),
    "bedienden-en-kantoor": ("Kantoor", "Boekhouding", "Administratie"),
    "bouw": ("Bouwwerken", "Dakwerken", "Ruwbouw", "Schilderwerken"),
    "elektrotechniek": ("Elektro", "Installaties", "Schakelbouw"),
    "groene-sectoren": ("Tuinen", "Boomkwekerij", "Hoeve"),
    "handel": ("Winkel", "Doe-het-zelf", "Handel"),
    "horeca": ("Brasserie", "Hotel", "Eethuis"),
    "hout-en-meubel": ("Schrijnwerk", "Interieur", "Houtbouw"),
    "installatie-hvac-en-sanitair": ("Sanitair", "Verwarming", "Koeltechniek"),
    "kappers-fitness-en-schoonheidszorg": ("Kapsalon", "Schoonheidssalon", "Haarwerk"),
    "logistiek-en-transport": ("Logistiek", "Magazijnen", "Distributie"),
    "metaal-en-technologische-industrie": ("Metaal", "Machinebouw", "Laswerken"),
    "voeding-bakkerij": ("Bakkerij", "Patisserie", "Banketbakkerij"),
    "voeding-slagerij": ("Slagerij", "Vleeswaren", "Traiteur"),
    "zorg-en-welzijn": ("Woonzorg", "Kinderopvang", "Thuiszorg"),
}
OTHER_TRADE = ("Bedrijf", "Werkplaats", "Atelier")
SCHOOL_WORDS = (
    "De Spil", "De Kaai", "Ter Duinen", "De Haven", "Het Anker", "De Gaard", "Ten Doele", "De Werf", "Sint-Elooi",
    "De Vlieger", "Het Kompas", "De Klaver", "De Brug", "Ter Leie", "Het Atelier", "De Zaailing", "De Hoeksteen",
    "Het Noorden", "De Vuurtoren", "Ten Velde",
)  # fmt: skip
STREETS = "Kerkstraat Molenweg Stationsstraat Nijverheidslaan Kasteelstraat Vaartdijk Ambachtenlaan Leiestraat".split()
ABOUT = (
    "Je werkt mee in een klein team. Je begint met eenvoudige taken en krijgt snel meer vertrouwen.",
    "We leren je het vak stap voor stap. Elke week bespreek je met je mentor hoe het gaat.",
    "Geen twee dagen zijn gelijk. Je gaat mee naar klanten en leert met modern materiaal werken.",
)
# How many people live and work there, roughly: only to spread made-up learners and companies as in real life.
TOWN_WEIGHTS = {
    "Brugge": 119, "Kortrijk": 79, "Oostende": 72, "Roeselare": 65, "Waregem": 39, "Ieper": 35, "Menen": 34,
    "Knokke-Heist": 33, "Wevelgem": 32, "Harelbeke": 29, "Izegem": 28, "Zwevegem": 25, "Middelkerke": 20,
    "Oostkamp": 24, "Zedelgem": 23, "Torhout": 21, "Koksijde": 22, "Blankenberge": 20, "Poperinge": 20, "Tielt": 32,
    "Wingene": 21, "Diksmuide": 17, "Wervik": 19, "Bredene": 18, "De Haan": 13, "Kuurne": 13, "Nieuwpoort": 12,
    "Veurne": 12, "De Panne": 12, "Beernem": 16, "Jabbeke": 14, "Deerlijk": 12, "Anzegem": 15, "Wielsbeke": 10,
}  # fmt: skip
OTHER_TOWN_WEIGHT = 8

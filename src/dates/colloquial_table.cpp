// How people name moments near to now, and numbers in words: what neither CLDR nor the first table
// has. Written for this project. The lines are explained in names.h. Accents and case do not matter.
#include "dates/names.h"

namespace tearsheet::dates {
namespace {

// clang-format off
constexpr LanguageNames kWords[] = {
    {"en",
     "now just now|right now|a moment ago|moments ago|a few moments ago|a few seconds ago|seconds ago\n"
     "day ;last night;today|earlier today;;\n"
     "number ;couple of|a couple of|couple|a couple;;;;;;;;;;;thirteen;fourteen;fifteen;sixteen;seventeen;eighteen;nineteen\n"
     "tens twenty;thirty;forty;fifty;sixty\n"},
    {"de",
     "month ;hornung;;;;;;;;;;\n"
     "now gerade eben|soeben|eben|gerade jetzt|vor wenigen sekunden|vor einem moment|vor wenigen augenblicken\n"
     "day ;gestern abend|gestern nacht|gestern morgen|gestern fruh|gestern mittag|gestern nachmittag|gestern vormittag;heute fruh|heute morgen|heute mittag|heute abend|heute vormittag|heute nachmittag|heute nacht;;\n"
     "number ein|eine|einem|einer;zwei|zweien|zwo;drei|dreien;vier;funf;sechs;sieben;acht;neun;zehn;elf;zwolf;dreizehn;vierzehn;funfzehn;sechzehn;siebzehn;achtzehn;neunzehn\n"
     "tens zwanzig;dreissig|dreißig;vierzig;funfzig;sechzig\n"
     "filler weniger als|mehr als|als\n"},
    {"fr",
     "now a l'instant|il y a un instant|il y a quelques instants|il y a quelques secondes|maintenant|a l instant\n"
     "day ;hier soir|hier matin|hier apres-midi|hier midi;cet apres-midi|cette nuit|ce midi;demain matin;apres-demain|apres demain\n"
     "number ;deux;trois;quatre;cinq;six;sept;huit;neuf;dix;onze;douze;treize;quatorze;quinze;seize;dix-sept;dix-huit;dix-neuf\n"
     "tens vingt;trente;quarante;cinquante;soixante\n"
     "filler moins d'|moins d'une|plus d'\n"
     "once ;moins d'une minute;moins d'une heure;;;;;\n"},
    {"es",
     "period por la manana|en la manana|de la madrugada;por la tarde|por la noche|en la noche|en la tarde;al mediodia;a medianoche\n"
     "now ahora mismo|ahora|hace un momento|hace unos instantes|hace unos segundos|justo ahora|hace instantes\n"
     "day antes de ayer;;hoy mismo;;pasado manana\n"
     "number ;;;;;;;;;;;;trece;catorce;quince;dieciseis;diecisiete;dieciocho;diecinueve\n"
     "tens veinte;treinta;cuarenta;cincuenta;sesenta\n"},
    {"pt",
     "period de manha|pela manha;a tarde|a noite|de tarde|de noite|pela tarde|pela noite;ao meio-dia;\n"
     "now agora mesmo|agora|agora ha pouco|ha instantes|ha poucos instantes|ha alguns segundos|ha pouco|neste momento\n"
     "day ;;hoje cedo;;depois de amanha\n"
     "number ;;tres;;;;;;;;;;treze;quatorze|catorze;quinze;dezesseis|dezasseis;dezessete|dezassete;dezoito;dezenove|dezanove\n"
     "tens vinte;trinta;quarenta;cinquenta;sessenta\n"},
    {"it",
     "now proprio ora|adesso|poco fa|un momento fa|un attimo fa|pochi istanti fa|pochi secondi fa|qualche secondo fa\n"
     "day ;ieri sera|ieri mattina|ieri pomeriggio|ieri notte;stamattina|stamani|stamane|stasera|stanotte|oggi pomeriggio|questa mattina|questa sera;domani mattina;dopodomani\n"
     "number ;;;;;;;;;;;;tredici;quattordici;quindici;sedici;diciassette;diciotto;diciannove\n"
     "tens venti;trenta;quaranta;cinquanta;sessanta\n"},
    {"nl",
     "now zojuist|zonet|net nu|daarnet|een moment geleden|enkele seconden geleden|een paar seconden geleden|nu net\n"
     "day ;gisterochtend|gistermorgen|gistermiddag|gisternacht|afgelopen nacht;vanochtend|vannacht|vandaag de dag;morgenochtend;\n"
     "number ;;;;;;;;;;;;dertien;veertien;vijftien;zestien;zeventien;achttien;negentien\n"
     "tens twintig;dertig;veertig;vijftig;zestig\n"
     "filler minder dan|meer dan|dan\n"},
    {"ru",
     "period утром|ночью;вечером|днем|днём;;\n"
     "now только что|сейчас|несколько секунд назад|пару секунд назад|секунду назад|сию минуту\n"
     "day позавчера вечером|третьего дня;вчера вечером|вчера утром|вчера днем|вчера ночью|минувшей ночью;сегодня утром|сегодня днем|сегодня вечером|сегодня ночью;завтра утром;послезавтра\n"
     "number ;пару|парочку;;;;;;;;;;;тринадцать|тринадцати;четырнадцать|четырнадцати;пятнадцать|пятнадцати;шестнадцать|шестнадцати;семнадцать|семнадцати;восемнадцать|восемнадцати;девятнадцать|девятнадцати\n"
     "tens двадцать|двадцати;тридцать|тридцати;сорок|сорока;пятьдесят|пятидесяти;шестьдесят|шестидесяти\n"
     "filler по|меньше|больше|чем|около|приблизительно|порядка\n"},
    {"uk",
     "now щойно|зараз|кілька секунд тому|декілька секунд тому|тільки що\n"
     "day позавчора ввечері;вчора ввечері|вчора вранці|вчора вдень|вчора вночі|учора ввечері;сьогодні вранці|сьогодні ввечері|сьогодні вдень|сьогодні вночі;;\n"
     "number ;дві|два|двох|пару|кілька;три|трьох;чотири|чотирьох;п'ять|п’ять|пять;шість;сім;вісім;дев'ять|дев’ять|девять;десять;одинадцять;дванадцять;тринадцять;чотирнадцять;п'ятнадцять|п’ятнадцять;шістнадцять;сімнадцять;вісімнадцять;дев'ятнадцять|дев’ятнадцять\n"
     "tens двадцять;тридцять;сорок;п'ятдесят|п’ятдесят;шістдесят\n"
     "filler менше|більше|ніж|менш\n"},
    {"be",
     "month студз|сту|студ;лют;сак|сакав|сакавік;кра|крас|красав|красавік;май|травень|траў;чэр|чэрв|чэрвень;ліп|ліпень;жні|жнів|жнівень;вер|верас|верасень;кас|кастр|кастрычнік;ліс|ліст|лістап|лістапад;сне|снеж|снежань\n"
     "now толькі што|зараз|некалькі секунд таму\n"
     "day пазаўчора|заўчора|пазаучора|заучора|пазаўчора ўвечары;учора ўвечары|учора вечарам|учора раніцай|учора ўначы;сёння раніцай|сёння ўвечары|сёння вечарам|сёння ўначы|сёння днём;;\n"
     "number адзін|адну|адна|аднаго;два|дзве|двух|пару;тры|трох;чатыры|чатырох;пяць|пяці;шэсць|шасці;сем|сямі;восем|васьмі;дзевяць|дзевяці;дзесяць|дзесяці;адзінаццаць;дванаццаць;трынаццаць;чатырнаццаць;пятнаццаць;шаснаццаць;семнаццаць;васемнаццаць;дзевятнаццаць\n"
     "tens дваццаць;трыццаць;сорак;пяцьдзясят;шэсцьдзясят\n"
     "filler менш|меней|болей|чым|за\n"
     "last мінулы тыдзень|на мінулым тыдні;мінулы месяц|у мінулым месяцы;мінулы год|у мінулым годзе|летась\n"},
    {"bg",
     "month ян|яну|януарий;фев|февр|февруарий;мар|март;апр|април;май|маи;юн|юни|юний;юл|юли|юлий;авг|август;сеп|септ|септемв;окт|октом|октомв;ное|ноем|ноемв;дек|декем|декемв\n"
     "weekday нед|неделя;пон|понед;вто|втор;сря|сряда;чет|четв;пет|петък;съб|събота\n"
     "now току-що|току що|сега|преди малко|преди няколко секунди|преди секунди\n"
     "day завчера|онзи ден|по-миналия ден|оня ден;вчера вечерта|вчера сутринта|вчера следобед|снощи|вчера на обяд;днес сутринта|днес следобед|тази вечер|довечера|днес на обяд;утре сутринта;вдругиден\n"
     "number един|една|едно|един;два|две|двама;три;четири;пет;шест;седем;осем;девет;десет;единадесет|единайсет;дванадесет|дванайсет;тринадесет|тринайсет;четиринадесет|четиринайсет;петнадесет|петнайсет;шестнадесет|шестнайсет;седемнадесет|седемнайсет;осемнадесет|осемнайсет;деветнадесет|деветнайсет\n"
     "tens двадесет|двайсет;тридесет|трийсет;четиридесет|четирийсет;петдесет;шестдесет\n"
     "unit секунда;минута;;;;;;\n"
     "filler по-малко от|по малко от|повече от|по-малко|от\n"
     "last миналата седмица|предишната седмица;миналият месец|предишния месец;миналата година|предната година\n"},
    {"mk",
     "month јан|ја;фев|февр;мар;апр;мај;јун;јул;авг;сеп|септ;окт;ное|ноем;дек|декем\n"
     "now штотуку|токму сега|сега|пред неколку секунди\n"
     "day завчера;вчера вечер|вчера навечер|вчера наутро|синоќа;денеска|денес наутро|утринава|вечерва;;задутре\n"
     "number еден|една|едно;два|две;три;четири;пет;шест;седум;осум;девет;десет;единаесет;дванаесет;тринаесет;четиринаесет;петнаесет;шеснаесет;седумнаесет;осумнаесет;деветнаесет\n"
     "tens дваесет;триесет;четириесет;педесет;шеесет\n"
     "filler помалку од|повеќе од|од\n"},
    {"sr",
     "now управо сада|управо|upravo sada|upravo|malopre|малопре|sada|сада|pre nekoliko sekundi|пре неколико секунди\n"
     "day prekjuce|прекјуче;sinoc|синоћ|juce popodne|јуче поподне|juce ujutru|јуче ујутру;danas popodne|данас поподне|veceras|вечерас;;прекосутра\n"
     "number jednog|једног|jedne|једне;dve|двије|dvije;tri|три;cetiri|четири;pet;sest|шест;sedam;osam;devet;deset;jedanaest|једанаест;dvanaest|дванаест;trinaest|тринаест;cetrnaest|четрнаест;petnaest|петнаест;sesnaest|шеснаест;sedamnaest|седамнаест;osamnaest|осамнаест;devetnaest|деветнаест\n"
     "tens dvadeset|двадесет;trideset|тридесет;cetrdeset|четрдесет;pedeset|педесет;sezdeset|шездесет\n"
     "filler manje od|мање од|vise od|више од\n"},
    {"hr",
     "now upravo|upravo sada|maloprije|sada|prije nekoliko sekundi|prije par sekundi\n"
     "day prekjuce|preksinoc;jucer ujutro|jucer popodne|jucer navecer;danas popodne|danas ujutro|nocas;;\n"
     "number jednog|jedne|jednu;;tri;;;;;;;;;;trinaest;cetrnaest;petnaest;sesnaest;sedamnaest;osamnaest;devetnaest\n"
     "tens dvadeset;trideset;cetrdeset;pedeset;sezdeset\n"
     "filler manje od|vise od\n"},
    {"bs",
     "month jan|januar|januara;feb|februar|februara;mart|marta;apr|april|aprila;maj|maja;jun|juni|juna;jul|juli|jula;aug|august|augusta|avgust|avgusta;sept|septembar|septembra;okt|oktobar|oktobra;nov|novembar|novembra;dec|decembar|decembra\n"
     "now upravo|upravo sada|maloprije\n"
     "day prekjucer|prekjuce;jucer|juce|sinoc;danas|jutros|veceras;sutra;prekosutra\n"
     "number jedan|jedna|jednu|jednog;dva|dvije;tri;cetiri;pet;sest;sedam;osam;devet;deset;jedanaest;dvanaest\n"},
    {"sl",
     "now pravkar|ravnokar|zdaj|pred nekaj sekundami\n"
     "day ;vceraj zvecer|vceraj popoldne|vceraj zjutraj;danes zjutraj|danes popoldne|drevi|nocoj;;pojutrisnjem\n"
     "number enim|eno|ena|en;dva|dve|dvema|dveh;tri|tremi|treh;stiri|stirimi;pet|petimi;sest|sestimi;sedem|sedmimi;osem|osmimi;devet|devetimi;deset|desetimi;enajst|enajstimi;dvanajst|dvanajstimi\n"
     "filler manj kot|vec kot|manj|kot\n"},
    {"sk",
     "now prave teraz|prave|teraz|pred chvilou|pred par sekundami|pred niekolkymi sekundami\n"
     "day ;vcera vecer|vcera rano|vcera popoludni;dnes rano|dnes vecer|dnes popoludni;zajtra rano;pozajtra\n"
     "number ;dva|dve|dvoma;tri|troma|tromi;styri|styrmi;pat|piatimi;sest|siestimi;sedem|siedmimi;osem|osmimi;devat|deviatimi;desat|desiatimi;jedenast|jedenastimi;dvanast|dvanastimi\n"
     "filler menej ako|menej nez|viac ako|viac nez\n"},
    {"cs",
     "now prave ted|prave|ted|pred chvili|pred chvilkou|pred par sekundami|pred nekolika sekundami|pred okamzikem\n"
     "day ;vcera vecer|vcera rano|vcera odpoledne|vcera v noci;dnes rano|dnes vecer|dnes odpoledne|dnes v noci|dneska;zitra rano;pozitri\n"
     "number jeden|jedna|jedno|jednou|jednim|jednu;dva|dve|dvema;tri|tremi;ctyri|ctyrmi;pet|peti;sest|sesti;sedm|sedmi;osm|osmi;devet|deviti;deset|deseti;jedenact|jedenacti;dvanact|dvanacti;trinact|trinacti;ctrnact|ctrnacti;patnact|patnacti;sestnact|sestnacti;sedmnact|sedmnacti;osmnact|osmnacti;devatenact|devatenacti\n"
     "tens dvacet|dvaceti;tricet|triceti;ctyricet|ctyriceti;padesat|padesati;sedesat|sedesati\n"
     "unit ;minutou|minutami|minuty|minut|minuta|minutu;hodinou|hodinami|hodiny|hodin|hodina;dnem|dny|dni|den;tydnem|tydny|tyden|tydnu;mesicem|mesici|mesic|mesice;rokem|lety|rok|roky|let;\n"
     "filler mene nez|vice nez|nez\n"},
    {"pl",
     "now przed chwila|wlasnie teraz|wlasnie|teraz|kilka sekund temu|pare sekund temu|chwile temu|przed momentem\n"
     "day przedwczoraj wieczorem;wczoraj wieczorem|wczoraj rano|wczoraj po poludniu|ostatniej nocy;dzis rano|dzisiaj rano|dzis wieczorem|dzisiaj wieczorem|dzis po poludniu;jutro rano;\n"
     "number jedna|jeden|jedno;dwa|dwie|dwoch|pare;trzy|trzech;cztery|czterech;piec;szesc;siedem;osiem;dziewiec;dziesiec;jedenascie;dwanascie;trzynascie;czternascie;pietnascie;szesnascie;siedemnascie;osiemnascie;dziewietnascie\n"
     "tens dwadziescia;trzydziesci;czterdziesci;piecdziesiat;szescdziesiat\n"
     "filler mniej niz|wiecej niz|niz\n"},
    {"sv",
     "now just nu|nyss|alldeles nyss|for en stund sedan|nagra sekunder sedan|for nagra sekunder sedan\n"
     "day i forrgar kvall;i gar kvall|i gar morse|igar kvall|i gar eftermiddag|i natt;i eftermiddag|i kvall|i formiddag;i morgon|imorgon;i overmorgon|overmorgon\n"
     "number ;tva;tre;fyra;fem;sex;sju;atta;nio;tio;elva;tolv;tretton;fjorton;femton;sexton;sjutton;arton;nitton\n"
     "tens tjugo;trettio;fyrtio;femtio;sextio\n"
     "filler mindre an|mer an|an\n"},
    {"da",
     "now lige nu|for et ojeblik siden|netop nu|for fa sekunder siden\n"
     "day ;i gar aftes|i aftes|i gar morges|i gar eftermiddag|i nat;i aften|i eftermiddag|i formiddag;i morgen|imorgen;i overmorgen|overmorgen\n"
     "number ;to;tre;fire;fem;seks;syv;otte;ni;ti;elleve|elve;tolv;tretten;fjorten;femten;seksten;sytten;atten;nitten\n"
     "tens tyve;tredive;fyrre|fyrretyve;halvtreds;tres\n"
     "filler mindre end|mere end|end\n"},
    {"no",
     "now akkurat na|akkurat|nettopp|na nettopp|for et oyeblikk siden|for fa sekunder siden|for noen sekunder siden\n"
     "day ;i gar kveld|i gar morges|i gar ettermiddag|i natt;i ettermiddag|i formiddag;i morgen|imorgen;i overmorgen|overmorgen|i overmorra\n"
     "number ;to;tre;fire;fem;seks;sju|syv;atte;ni;ti;elleve;tolv;tretten;fjorten;femten;seksten;sytten;atten;nitten\n"
     "tens tjue|tyve;tretti;forti;femti;seksti\n"
     "filler mindre enn|mer enn|enn\n"},
    {"is",
     "now rett i þessu|nu|rett adan|fyrir andartaki\n"
     "day i fyrrakvold|i fyrradag;i gaerkvoldi|i gærkvöldi|i gær|i gaer|i gaermorgun;i dag|i morgun|i kvold;a morgun;hinn daginn\n"
     "number einn|ein|eitt|einni|einu;tveir|tvær|tvo|tveimur;þrir|þrjar|þrju|þremur;fjorir|fjorar|fjogur|fjorum;fimm;sex;sjo;atta;niu;tiu;ellefu;tolf\n"
     "unit sekundum|sekundu;minutum|minutu|min;klukkustundum|klukkustund|klst;dogum|degi|dag;vikum|viku;manudum|manudi;arum|ari;\n"},
    {"fi",
     "now juuri nyt|asken|askettain|hetki sitten|muutama sekunti sitten|nyt\n"
     "day ;eilen illalla|eilen aamulla|eilisiltana|viime yona;tana aamuna|tana iltana|tanaan aamulla|tanaan illalla;huomenna;ylihuomenna\n"
     "number yksi|yhden;kaksi|kahden|pari;kolme|kolmen;nelja|neljan;viisi|viiden;kuusi|kuuden;seitseman;kahdeksan;yhdeksan;kymmenen;yksitoista;kaksitoista;kolmetoista;neljatoista;viisitoista;kuusitoista;seitsemantoista;kahdeksantoista;yhdeksantoista\n"
     "tens kaksikymmenta;kolmekymmenta;neljakymmenta;viisikymmenta;kuusikymmenta\n"
     "filler alle|yli\n"},
    {"et",
     "now just praegu|just nuud|asja|hetk tagasi|moni sekund tagasi|praegu\n"
     "day uleeile|eelmisel paeval;eile ohtul|eile hommikul|eile parastlounal;tana hommikul|tana ohtul|tana parastlounal;;ulehomme\n"
     "number uks|uhe;kaks|kahe;kolm|kolme;neli|nelja;viis|viie;kuus|kuue;seitse|seitsme;kaheksa;uheksa;kumme|kumne;uksteist;kaksteist\n"
     "filler vahem kui|rohkem kui|kui\n"},
    {"lv",
     "now tikko|pirms mirkla|pirms dazam sekundem|tagad\n"
     "day aizvakar;vakar vakara|vakar no rita|vakarvakar;sorit|sovakar|sodien no rita;;parit\n"
     "number vienas|viena|vienu|viens;divas|divam|diviem|divi;tris|trim|trijam;cetras|cetram|cetriem|cetri;piecas|piecam|pieciem|pieci;sesas|sesam|sesiem|sesi;septinas|septinam|septiniem;astonas|astonam|astoniem;devinas|devinam|deviniem;desmit;vienpadsmit;divpadsmit\n"
     "filler mazak par|mazak ka|vairak neka\n"},
    {"lt",
     "now ka tik|ką tik|dabar|pries kelias sekundes|pries akimirka\n"
     "day uzvakar;vakar vakare|vakar ryte|vakar popiet;siandien ryte|siandien vakare|siryt|sivakar;;poryt\n"
     "number viena|vienas|vieno|vieną;du|dvi|dviejų;tris|trys|trijų;keturis|keturias|keturi;penkis|penkias|penki;sesis|sesias|sesi;septynis|septynias|septyni;astuonis|astuonias;devynis|devynias;desimt;vienuolika;dvylika\n"
     "filler maziau nei|maziau kaip|daugiau nei|daugiau kaip\n"},
    {"hu",
     "now most|eppen most|az imént|az iment|eppen|nehany masodperce|par masodperce\n"
     "day tegnap elott|tegnapelott este;tegnap reggel|tegnap delutan|tegnap delelott|az ejjel;ma este|ma delutan|ma delelott|ma ejjel|ma hajnalban;holnap reggel;\n"
     "number ;ket|ketto;harom;negy;ot;hat;het;nyolc;kilenc;tiz;tizenegy;tizenketto|tizenket;tizenharom;tizennegy;tizenot;tizenhat;tizenhet;tizennyolc;tizenkilenc\n"
     "tens husz;harminc;negyven;otven;hatvan\n"
     "unit masodperccel;perccel;oraval;nappal;hettel;honappal;evvel;\n"
     "filler kevesebb mint|tobb mint|mint|kevesebb|tobb\n"},
    {"ro",
     "now chiar acum|tocmai acum|adineauri|acum cateva secunde|cu cateva clipe in urma|acum cateva clipe\n"
     "day alaltaieri|alaltaseara;ieri seara|ieri dimineata|ieri dupa-amiaza|azi-noapte;azi dimineata|diseara|astazi dimineata|azi dupa-amiaza|in aceasta dimineata;;poimaine\n"
     "number ;doua|doi;trei;patru;cinci;sase;sapte;opt;noua;zece;unsprezece;doisprezece|douasprezece;treisprezece;paisprezece;cincisprezece;saisprezece;saptesprezece;optsprezece;nouasprezece\n"
     "tens douazeci;treizeci;patruzeci;cincizeci;saizeci\n"
     "filler mai putin de|mai mult de|mai|putin\n"},
    {"el",
     "month γενάρης|γενάρη|γεν;φλεβάρης|φλεβάρη|φλεβ;μάρτης|μάρτη|μαρ|μάρτιο;απρίλης|απρίλη|απρ|απρίλιο;μάης|μάη|μαΐου|μάι|μάιο|μαι;ιούνης|ιούνη|ιουν|ιούνιο;ιούλης|ιούλη|ιουλ|ιούλιο;αύγουστος|αύγουστο|αυγ;σεπτέμβρης|σεπτέμβρη|σεπ|σεπτ|σεπτέμβριο;οκτώβρης|οκτώβρη|οχτώβρης|οχτώβρη|οκτ|οκτώβριο;νοέμβρης|νοέμβρη|νοε|νοεμ|νοέμβριο;δεκέμβρης|δεκέμβρη|δεκ|δεκέμβριο\n"
     "weekday κυρ;δευ;τρι;τετ;πεμ;παρ;σαβ\n"
     "now μόλις τώρα|τώρα|πριν λίγο|πριν από λίγο|πριν λίγα δευτερόλεπτα|πριν από λίγα δευτερόλεπτα|πριν λίγες στιγμές\n"
     "day αντιπροχθές|προχθές το βράδυ;χθες το βράδυ|χθες βράδυ|χτες το βράδυ|χθες το πρωί|χθες το απόγευμα|εχθές;σήμερα το πρωί|απόψε|σήμερα το βράδυ|σήμερα το απόγευμα;αύριο το πρωί;μεθαύριο\n"
     "number ένας|έναν|μιας|ενός;δύο|δυο;τρεις|τρία|τριών;τέσσερις|τέσσερα|τεσσάρων;πέντε;έξι;επτά|εφτά;οκτώ|οχτώ;εννέα|εννιά;δέκα;έντεκα|ένδεκα;δώδεκα;δεκατρείς|δεκατρία;δεκατέσσερις|δεκατέσσερα;δεκαπέντε;δεκαέξι;δεκαεπτά|δεκαεφτά;δεκαοκτώ|δεκαοχτώ;δεκαεννέα|δεκαεννιά\n"
     "tens είκοσι;τριάντα;σαράντα;πενήντα;εξήντα\n"
     "filler λιγότερο από|περισσότερο από|λιγότερο|από\n"},
    {"tr",
     "now az once|simdi|hemen simdi|biraz once|demin|birkac saniye once|az evvel\n"
     "day evvelki gun|onceki gun|evvelsi gun;dun aksam|dun gece|dun sabah|dun ogleden sonra;bu sabah|bu aksam|bu gece|bugun sabah|bu ogleden sonra;yarin sabah;obur gun|ertesi gun\n"
     "number ;iki;uc;dort;bes;alti;yedi;sekiz;dokuz;on;on bir;on iki;on uc;on dort;on bes;on alti;on yedi;on sekiz;on dokuz\n"
     "tens yirmi;otuz;kirk;elli;altmis\n"
     "unitago saniyeden az once;dakikadan az once;saatten az once;;;;;\n"},
    {"az",
     "now indice|indi|bir nece saniye evvel|az once|bayaq\n"
     "day sira gun|siragagun|sragagun|evvelki gun|o biri gun;dunen axsam|dunen gece|dun gece|dun axsam|dunen seher;bu seher|bu axsam|bu gece|bugun seher;sabah seher;birigun\n"
     "number bir;iki;uc;dord;bes;alti;yeddi;sekkiz;doqquz;on;on bir;on iki\n"
     "unit saniye;deqiqe;saat;gun;hefte;ay;il;\n"},
    {"kk",
     "now жаңа ғана|қазір|жаңа\n"
     "day алдыңгүні|алдыңғы күні|бұрнағы күні;кеше кешке|кеше түнде|кеше таңертең;бүгін таңертең|бүгін кешке;ертең таңертең;арғы күні|бүрсігүні\n"
     "number бір;екі;үш;төрт;бес;алты;жеті;сегіз;тоғыз;он;он бір;он екі\n"},
    {"ky",
     "now азыр эле|жаңы эле|азыр\n"
     "day мурдагы күнү|мурунку күнү;кечээ кечинде|кечээ;бүгүн эртең менен;эртең;бүрсүгүнү\n"
     "number бир;эки;үч;төрт;беш;алты;жети;сегиз;тогуз;он;он бир;он эки\n"},
    {"uz",
     "now hozirgina|hozir|bir necha soniya oldin\n"
     "day avvalgi kuni|undan oldingi kun;kecha kechqurun|kecha tunda|kecha ertalab;bugun ertalab|bugun kechqurun;;indin|indinga\n"
     "number bir;ikki;uch;tort;besh;olti;yetti;sakkiz;toqqiz;on;on bir;on ikki\n"},
    {"ka",
     "now ახლახან|ახლა|რამდენიმე წამის წინ|ეს წუთია\n"
     "day გუშინწინ;გუშინ საღამოს|წუხელ|გუშინ დილით;დღეს დილით|დღეს საღამოს|ამ დილით;ხვალ დილით;ზეგ\n"
     "number ერთი|ერთ;ორი|ორ;სამი|სამ;ოთხი|ოთხ;ხუთი|ხუთ;ექვსი|ექვს;შვიდი|შვიდ;რვა;ცხრა;ათი|ათ;თერთმეტი;თორმეტი\n"},
    {"hy",
     "month հունվ|հնվ;փետր|փտր|փետ;մարտ|մրտ|մար;ապր;մայ|մյս;հունիս|հնս;հուլ|հլս;օգոս|օգս|օգ;սեպտ|սեպ;հոկտ|հոկ;նոյ|նոյեմ;դեկ|դեկտ\n"
     "now հենց հիմա|հիմա|քիչ առաջ|մի քանի վայրկյան առաջ\n"
     "day նախանցած օրը|նախորդ օրը|առաջին օրը;երեկ երեկոյան|երեկ առավոտյան;այսօր առավոտյան|այսօր երեկոյան;;վաղը չէ մյուս օրը\n"
     "number մեկ;երկու;երեք;չորս;հինգ;վեց;յոթ;ութ;ինը|ինն;տասը|տաս;տասնմեկ;տասներկու\n"},
    {"sq",
     "month jan;shk|shkurt;mars;pri|prill;maj;qer|qershor;korr|kor|korrik;gush|gus|gusht;sht|shtator;tet|tetor;nen|nentor;dhj|dhjetor\n"
     "now tani|pikerisht tani|sapo|para pak sekondash|para disa sekondash\n"
     "day pardje;dje mbrema|mbreme|dje ne mbremje|dje ne mengjes;sot ne mengjes|sonte|sot ne mbremje;neser ne mengjes;pasneser\n"
     "number nje;dy;tre|tri;kater;pese;gjashte;shtate;tete;nente;dhjete;njembedhjete;dymbedhjete\n"},
    {"ca",
     "now ara mateix|ara|fa un moment|fa uns segons|fa uns instants\n"
     "day ;ahir al vespre|ahir a la nit|ahir al mati|ahir a la tarda;avui al mati|aquesta tarda|aquesta nit|aquest vespre;dema al mati;dema passat\n"
     "number ;;;quatre;cinc;sis;set;vuit;nou;deu;onze;dotze;tretze;catorze;quinze;setze;disset;divuit;dinou\n"
     "tens vint;trenta;quaranta;cinquanta;seixanta\n"
     "filler menys d'|menys de|mes de|menys d'un\n"},
    {"gl",
     "now agora mesmo|agora|hai un momento|hai uns segundos\n"
     "day antonte|antontes|anteonte;onte pola noite|onte a noite|onte pola tarde|onte pola mana;esta mana|esta tarde|esta noite|hoxe pola mana;maña|mañá;pasadomaña|pasadomañá|pasado maña\n"
     "number ;dous|duas;tres;catro;cinco;seis;sete;oito;nove;dez;once;doce\n"},
    {"eu",
     "now orain|oraintxe|oraintxe bertan|duela segundo batzuk\n"
     "day herenegun;atzo gauean|bart|atzo arratsaldean|atzo goizean;gaur goizean|gaur gauean|gaur arratsaldean;;etzi\n"
     "number bat;bi;hiru;lau;bost;sei;zazpi;zortzi;bederatzi;hamar;hamaika;hamabi\n"},
    {"he",
     "now עכשיו|ממש עכשיו|הרגע|לפני רגע|לפני כמה שניות|לפני מספר שניות|זה עתה\n"
     "day ;אתמול בערב|אתמול בלילה|אתמול בבוקר|אתמול בצהריים;הבוקר|היום בבוקר|היום בערב|הלילה|היום בצהריים;מחר בבוקר;\n"
     "number אחת|אחד;שתי|שני|שתיים|שניים;שלוש|שלושה|שלושת;ארבע|ארבעה;חמש|חמישה;שש|שישה;שבע|שבעה;שמונה;תשע|תשעה;עשר|עשרה;אחת עשרה|אחד עשר;שתים עשרה|שנים עשר\n"
     "tens עשרים;שלושים;ארבעים;חמישים;שישים\n"
     "once מדקה;דקה;;;;;;\n"
     "filler פחות|פחות מ|יותר מ|יותר\n"},
    {"ar",
     "now الآن|الان|قبل لحظات|منذ لحظات|قبل قليل|منذ قليل|للتو|منذ ثوان|قبل ثوان|قبل ثواني|منذ ثواني\n"
     "day أول البارحة|أول من امس|اول البارحة;الليلة الماضية;هذا الصباح|الليلة;;\n"
     "number واحد|واحدة;اثنين|اثنان|اثنتين;ثلاثة|ثلاث;أربعة|أربع;خمسة|خمس;ستة|ست;سبعة|سبع;ثمانية|ثماني|ثمان;تسعة|تسع;عشرة|عشر;أحد عشر|إحدى عشرة;اثني عشر|اثنتي عشرة\n"
     "tens عشرين|عشرون;ثلاثين|ثلاثون;أربعين|أربعون;خمسين|خمسون;ستين|ستون\n"
     "filler أقل من|اقل من|أكثر من|اكثر من\n"},
    {"fa",
     "now همین الان|هم اکنون|همین حالا|اکنون|لحظاتی پیش|لحظاتی قبل|چند لحظه پیش|چند لحظه قبل|چند ثانیه پیش|دقایقی پیش\n"
     "day پریشب;شب گذشته;امشب;;پسفردا\n"
     "number ;;;;;;;;;;;;سیزده;چهارده;پانزده;شانزده;هفده;هجده|هیجده;نوزده\n"
     "tens بیست;سی;چهل;پنجاه;شصت\n"
     "filler کمتر از|بیشتر از|بیش از|کم تر از\n"},
    {"ur",
     "now ابھی|ابھی ابھی|چند لمحے پہلے|چند سیکنڈ پہلے\n"
     "day پرسوں;گزشتہ رات;;;\n"},
    {"hi",
     "now अभी|अभी अभी|अभी-अभी|कुछ सेकंड पहले|कुछ क्षण पहले\n"
     "day ;बीती रात;;;\n"
     "number ;;;;;;;;;;;;तेरह;चौदह;पंद्रह;सोलह;सत्रह;अठारह;उन्नीस\n"
     "tens बीस;तीस;चालीस;पचास;साठ\n"
     "filler से कम|से अधिक|कम|से\n"},
    {"bn",
     "now এইমাত্র|এখন|এই মাত্র|কয়েক সেকেন্ড আগে|কিছুক্ষণ আগে\n"
     "day গত পরশু|পরশু দিন|পরশুদিন;গতরাতে;;আগামীকাল;\n"
     "number একটা|এক;দুটি|দুইটি;তিনটি;চারটি;পাঁচটি;;;;;দশটি;এগারো;বারো\n"
     "tens বিশ|কুড়ি;ত্রিশ;চল্লিশ;পঞ্চাশ;ষাট\n"},
    {"mr", "day परवा;;;उद्या;\nnow आत्ताच|आत्ता|काही सेकंदांपूर्वी\nnumber एक;दोन;तीन;चार;पाच;सहा;सात;आठ;नऊ;दहा;अकरा;बारा\n"},
    {"ta", "day நேற்று முன்தினம்|நேற்றுமுன்தினம்|முந்தாநாள்;நேற்றிரவு;;நாளை;நாளை மறுநாள்\nnow இப்போது|சற்று முன்|சற்றுமுன்\nnumber ஒரு|ஒன்று;இரண்டு|இரு;மூன்று;நான்கு;ஐந்து;ஆறு;ஏழு;எட்டு;ஒன்பது;பத்து;பதினொன்று;பன்னிரண்டு\n"},
    {"te", "day మొన్న;;ఇవాళ|ఈ రోజు;రేపు;ఎల్లుండి\nnow ఇప్పుడే|ఇప్పుడు\nnumber ఒక;రెండు;మూడు;నాలుగు;ఐదు;ఆరు;ఏడు;ఎనిమిది;తొమ్మిది;పది;పదకొండు;పన్నెండు\n"},
    {"ml", "day മിനിഞ്ഞാന്ന്;ഇന്നലെ|ഇന്നലെ രാത്രി;ഇന്ന്|ഇന്ന് രാവിലെ;നാളെ;മറ്റന്നാൾ\nnow ഇപ്പോൾ|ഇപ്പോള്‍\nago മുമ്പ്|മുൻപ്|മുന്‍പ്\n"},
    {"kn", "day ಮೊನ್ನೆ;ನಿನ್ನೆ|ನಿನ್ನೆ ರಾತ್ರಿ;ಇಂದು|ಇವತ್ತು;ನಾಳೆ;ನಾಡಿದ್ದು\nnow ಇದೀಗ|ಈಗ\nago ಹಿಂದೆ\n"},
    {"gu", "day પરમદિવસે|પરમ દિવસે;ગઈકાલ|ગઇકાલે;આજ રોજ;આવતીકાલે|કાલે;\nnow હમણાં|હમણાં જ|અત્યારે\nnumber એક;બે;ત્રણ;ચાર;પાંચ;છ;સાત;આઠ;નવ;દસ;અગિયાર;બાર\n"},
    {"pa", "day ਪਰਸੋਂ|ਪਰਸੋ;ਬੀਤੀ ਰਾਤ;;ਭਲਕੇ;\nnow ਹੁਣੇ|ਹੁਣੇ ਹੁਣੇ\n"},
    {"ne", "day अस्ति;;;भोलि;पर्सि\nnow अहिले|भर्खर|अहिले भर्खर\nnumber एक;दुई;तीन;चार;पाँच;छ;सात;आठ;नौ;दश;एघार;बाह्र\n"},
    {"si", "day පෙරේදා;;;හෙට;අනිද්දා\nnow දැන්|මේ දැන්\n"},
    {"ja",
     "now たった今|たったいま|今しがた|さきほど|先ほど|先程|ついさっき|数秒前|1分未満|1分以内\n"
     "day 一昨晩;ゆうべ|昨夕|前日;けさ|今夕;明朝|翌日;明後日\n"
     "filler 未満\n"},
    {"zh",
     "now 刚刚|剛剛|刚才|剛才|方才|刚刚发布|几秒前|幾秒前|片刻前|1分钟内|一分钟内|1分鐘內|不久前|刚刚更新\n"
     "day 前晚|前夜;昨午|昨早|昨晨;今午|今夜|当日|當日;明早|明晚|明晨;后日|後日\n"
     "number ;二|俩;;;;;;;;;;\n"
     "filler 不到|少于|不足|至少|将近|將近\n"},
    {"ko",
     "now 방금|방금 전|지금|조금 전|몇 초 전|잠시 전|막\n"
     "day 이틀전|이틀 전;간밤|지난밤|어제밤|하루전|하루 전;;익일;내일모레\n"
     "filler 미만|이내|이상\n"},
    {"vi",
     "now vua xong|vua moi|moi day|ngay bay gio|bay gio|vai giay truoc|it giay truoc|vua day\n"
     "day hom kia|ngay hom kia;chieu qua|sang qua|trua qua|ngay hom qua|khuya qua;trua nay|dem nay|ngay hom nay;;ngay mot|hom mot\n"
     "filler chua day|duoi|it hon|hon\n"},
    {"id",
     "now baru saja|sekarang|barusan|beberapa detik yang lalu|beberapa saat lalu|beberapa saat yang lalu|beberapa detik lalu\n"
     "day kemarin dulu|dua hari yang lalu|kemarin lusa;semalam;;esok|esok hari;\n"
     "number satu|se;dua;tiga;empat;lima;enam;tujuh;delapan;sembilan;sepuluh;sebelas;dua belas\n"
     "filler kurang dari|lebih dari|kurang\n"},
    {"ms",
     "now baru sahaja|sekarang|sebentar tadi|beberapa saat lalu|beberapa saat yang lalu\n"
     "day kelmarin dulu|dua hari lepas|kelmarin;semalam|malam tadi;;besok;tulat\n"
     "number satu;dua;tiga;empat;lima;enam;tujuh;lapan;sembilan;sepuluh;sebelas;dua belas\n"},
    {"fil",
     "now ngayon lang|kani-kanina lang|kakaraan lang|kasalukuyan|ngayon-ngayon lang\n"
     "day noong isang araw|kamakalawa;;;;samakalawa\n"},
    {"th",
     "now เมื่อสักครู่|เมื่อสักครู่นี้|เมื่อครู่|เมื่อครู่นี้|ตอนนี้|ขณะนี้|ไม่กี่วินาทีที่แล้ว|เดี๋ยวนี้\n"
     "day วานซืน|เมื่อวานซืนนี้;เมื่อคืน|เมื่อคืนนี้|เย็นวาน|วานนี้;เช้านี้|เย็นนี้|คืนนี้|บ่ายนี้;พรุ่งนี้;มะรืนนี้|มะรืน\n"
     "number หนึ่ง;สอง;สาม;สี่;ห้า;หก;เจ็ด;แปด;เก้า;สิบ;สิบเอ็ด;สิบสอง\n"},
    {"lo", "day ມື້ຊືນ|ມື້ກ່ອນ;ມື້ວານ|ມື້ວານນີ້|ຄືນວານ;ມື້ນີ້|ເຊົ້ານີ້;ມື້ອື່ນ;ມື້ຮື\nnow ຕອນນີ້|ດຽວນີ້\n"},
    {"km", "day ម្សិលម៉្ងៃ|ម្សិលម្ង៉ៃ;ម្សិលមិញ|យប់មិញ;ថ្ងៃនេះ|ព្រឹកនេះ;ស្អែក;ខានស្អែក\nnow អម្បាញ់មិញ|ឥឡូវនេះ|មុននេះបន្តិច\n"},
    {"my", "day တမြန်နေ့|တစ်နေ့က;မနေ့က|မနေ့ည|ညက;ဒီနေ့|ယနေ့|ဒီမနက်;မနက်ဖြန်;သန်ဘက်ခါ\nnow အခု|ယခု|ခုလေးတင်\n"},
    {"mn", "day уржигдар;өчигдөр|урд шөнө|өчигдөр орой;өнөөдөр|өнөө өглөө|өнөө орой;маргааш;нөгөөдөр\nnow дөнгөж сая|одоо|саяхан\nnumber нэг;хоёр;гурван|гурав;дөрвөн|дөрөв;таван|тав;зургаан|зургаа;долоон|долоо;найман|найм;есөн|ес;арван|арав;арван нэгэн;арван хоёр\n"},
    {"sw",
     "now sasa hivi|hivi punde|sasa|punde\n"
     "day juzi;usiku wa jana;;;kesho kutwa\n"
     "number moja|mmoja;mbili|wawili|miwili;tatu|watatu|mitatu;nne|minne;tano|mitano;sita;saba;nane|minane;tisa;kumi;kumi na moja;kumi na mbili\n"},
    {"af",
     "now sopas|nou net|nou|so pas|n oomblik gelede\n"
     "day eergister|eergisteraand;gisteraand|gisteroggend|gistermiddag|verlede nag;vanoggend|vanmiddag|vanaand|vannag;more|môre|moreoggend;oormore\n"
     "number een;twee;drie;vier;vyf;ses;sewe;agt;nege;tien;elf;twaalf\n"},
    {"cy",
     "now newydd|nawr|nawr hyn|funud yn ol|eiliadau yn ol\n"
     "day echdoe;neithiwr|ddoe;heddiw|y bore ma|heno|y prynhawn ma;yfory;drennydd\n"
     "number un;dau|dwy|ddau|ddwy;tri|tair|dri|dair;pedwar|pedair|bedwar|bedair;pump|bum;chwech|chwe;saith;wyth;naw;deg\n"},
    {"ga",
     "now anois|anois beag|anois direach|nomead o shin\n"
     "day aru inne;areir|inne|trathnona inne;inniu|ar maidin|anocht;amarach;aru amarach\n"},
    {"lb", "day virgeschter;geschter owend|gëschter owend|geschter den owend|d'lescht nuecht;haut de moien|haut den owend|haut den nomëtteg;muer de moien;iwwermuer\nnow grad elo|elo grad|elo|viru kuerzem\nnumber eng|een|engem|enger;zwee|zwou|zwéin;drai|dräi;veier|véier;fennef|fënnef;sechs;siwen;aacht;neng|néng;zeng|zéng;eelef;zwielef|zwielf\n"},
    {"eo", "day antaŭhieraŭ;hieraŭ vespere|hieraŭ nokte|hieraŭ matene;hodiaŭ matene|hodiaŭ vespere|ĉi-matene|ĉi-vespere;morgaŭ;postmorgaŭ\nnow ĵus|ĝuste nun|nun|antaŭ momento\nnumber unu;du;tri;kvar;kvin;ses;sep;ok;naŭ;dek;dek unu;dek du\n"},
    {"tg", "day парерӯз|парируз;дируз|дина|шаби гузашта;имруз|имшаб;фардо|пагох;пасфардо\nnow хозир|ҳозир|чанд сония пеш\n"},
    {"ps", "day ;پرون|بېګا;نن|نن سهار|نن ماښام;سبا|سهار;بل سبا\nnow همدا اوس|اوس\n"},
};
// clang-format on

}  // namespace

std::span<const LanguageNames> colloquial_words() {
  return kWords;
}

}  // namespace tearsheet::dates

// Words of dates that CLDR lacks: short forms of newspapers, other cases and dialects, the small
// words between the parts, relative days further back, units with their number in them. Written for
// this project. The lines are explained in names.h. Accents and case do not matter (fold.h).
#include "dates/names.h"

namespace tearsheet::dates {
namespace {

// Of the slots of the line "era": Juche and the Republic of China (both count from 1912), Reiwa,
// Heisei, Showa, Taisho, Meiji, the Buddhist era, the Common Era.
constexpr std::int16_t kEraOffsets[] = {1911, 1911, 2018, 1988, 1925, 1911, 1867, -543, 0};

// clang-format off
constexpr LanguageNames kWords[] = {
    {"en",
     "weekday ;;tues;weds;thur|thurs;;\n"
     "day day before yesterday|the day before yesterday;;this morning|this afternoon|this evening|tonight;;day after tomorrow\n"
     "unit ;;hrs;;;;yrs;decade|decades\n"
     "number a|an;;;;;;;;;;;\n"
     "half ;;half an hour|half hour;;;;half a year\n"
     "last past week|the last week;the last month|past month;the last year\n"
     "period a. m;p. m;12 noon;12 midnight\n"
     "ago earlier\n"
     "at at|on|@\n"
     "filler the|of|about|around|approximately|approx|almost|over|nearly|just|less than|more than|year|ce|st|nd|rd|th|day\n"
     "era juche|juch'e|chuch'e;minguo|roc;reiwa;heisei;showa;taisho;meiji\n"},
    {"es",
     "month ;;;;;;;;set|setiembre;;;\n"
     "weekday ;;;miercoles|mier|mierc;juev;;sab\n"
     "day anteayer|antier|antes de ayer|anteanoche;anoche;esta manana|esta tarde|esta noche;;\n"
     "unit segs|seg;mins;hrs|hs|horas;dias;sems;;;decada|decadas\n"
     "number un|una|uno;;;;;;;;;;;\n"
     "half ;;media hora;;;;medio ano\n"
     "ago atras|desde hace\n"
     "period a. m|de la manana;p. m|de la tarde|de la noche;mediodia|del mediodia;medianoche\n"
     "at a las|a la|las|la\n"
     "filler de|del|el|en|cerca de|aproximadamente|casi|alrededor de|unos|unas|mas de|menos de|y|a|dia|ano\n"
     "era zuche;;;;;;;;\n"},
    {"ru",
     "weekday вск;пнд;втр;срд;чтв|чтг;птн|птнц;сбт\n"
     "day позавчера;вчера|вечера вчера;сегодня;;\n"
     "unit с;м;ч|час;сут|сутки|суток;;;г|года|год|гг;десятилетие|десятилетий\n"
     "number ;двое|пара|пару;трое;четверо;пятеро;;;;;;;\n"
     "half ;;полчаса;;;;полгода\n"
     "last прошлая неделя|на прошлой неделе|неделю назад;прошлый месяц|в прошлом месяце;прошлый год|в прошлом году\n"
     "ago назад|тому назад|тому\n"
     "period утра|ночи;дня|вечера;полдень|в полдень;полночь|в полночь\n"
     "at в|во|около\n"
     "filler от|примерно|почти|более|менее|приблизительно|и|число|числа|время\n"
     "era чучхе;;рэйва;хэйсэй;сева;тайсе;мэйдзи\n"},
    {"de",
     "month janner|jaenner;feber;maerz|mrz;;;;;;;;nov;dez\n"
     "weekday son;mon;die|dien;mit|mitt;don|donn;frei;sam|sonnabend|samst\n"
     "day vorgestern;;;;\n"
     "unit sek;min|minuten;uhr|std|stdn|h;tg;wo;mo|mon;;jahrzehnt|jahrzehnten\n"
     "half ;;einer halben stunde;;;;einem halben jahr\n"
     "last vergangene woche|vorige woche|letzter woche;vergangenen monat|vorigen monat;vergangenes jahr|voriges jahr\n"
     "period ;;12 uhr mittags|zwolf uhr mittags;null uhr\n"
     "at um|gegen|ab\n"
     "filler der|den|dem|am|vom|etwa|ca|circa|rund|ungefahr|knapp|uber|gut|des|und|jahr\n"
     "era dschutsche;;;;;;;;\n"},
    {"fr",
     "month ;fev|fevr;;;;;juill|jui;;sept;;;\n"
     "weekday ;;;;;;\n"
     "day avant hier|avant-hier;;aujourd'hui|ce matin|ce soir;;\n"
     "unit sec;mn|min;h|heure|heures;j;sem;;an|ans;decennie|decennies\n"
     "number un|une;;;;;;;;;;;\n"
     "half ;;une demi-heure|une demi heure|demi-heure;;;;\n"
     "ago il ya|il y a|y a|voici\n"
     "period du matin;de l'apres-midi|du soir;midi;minuit\n"
     "at a\n"
     "filler le|la|l'|du|de|en|environ|moins de|plus de|pres de|vers|et|er|les|au\n"
     "era djoutche|joutche|juche;;;;;;;;\n"},
    {"ja",
     "weekday 日曜日|日曜;月曜日|月曜;火曜日|火曜;水曜日|水曜;木曜日|木曜;金曜日|金曜;土曜日|土曜\n"
     "unit 秒|秒間;分|分間;時間|時;日|日間;週間|週;か月|ヶ月|カ月|ヵ月|ケ月|箇月|月|か月間|ヶ月間;年|年間;\n"
     "day 一昨日|おととい|おとつい|一昨夜;昨日|きのう|昨夜|昨晩;今日|きょう|本日|今朝|今夜|今晩|当日;明日|あす|あした;明後日|あさって\n"
     "last 先週|前週;先月|前月;昨年|去年|前年\n"
     "last2 先々週|先先週;先々月|先先月;一昨年|おととし\n"
     "ago 前|まえ|以前\n"
     "period 午前|朝|未明|早朝;午後|夕方|夜|晩|夜中;正午;零時|深夜零時\n"
     "filler 約|およそ|ほぼ|頃|ごろ|付|付け|の|に|更新|配信|公開|掲載\n"
     "era チュチェ|主体;民国|中華民国;令和|r;平成|h;昭和|s;大正;明治;仏暦;西暦\n"},
    {"zh",
     "weekday 星期日|星期天|礼拜日|礼拜天|周日|週日|禮拜日|禮拜天|週天;星期一|礼拜一|周一|週一|禮拜一;星期二|礼拜二|周二|週二|禮拜二;星期三|礼拜三|周三|週三|禮拜三;星期四|礼拜四|周四|週四|禮拜四;星期五|礼拜五|周五|週五|禮拜五;星期六|礼拜六|周六|週六|禮拜六\n"
     "unit 秒|秒钟|秒鐘;分|分钟|分鐘;小时|小時|个小时|個小時|钟头|鐘頭|个钟头|個鐘頭|时|時|点|點|点钟|點鐘;日|号|號|天;周|週|星期|礼拜|个星期|個星期|个礼拜|個禮拜;个月|個月|月|月份;年;\n"
     "half ;;半小时|半小時|半个小时|半個小時;半天;;半个月|半個月;半年\n"
     "day 前天|前日;昨天|昨日|昨晚|昨夜|昨;今天|今日|今晨|今早|今晚|今;明天|明日;后天|後天\n"
     "last 上周|上週|上星期|上礼拜|上禮拜|上个星期|上個星期|上个礼拜|上個禮拜;上月|上个月|上個月;去年|上年\n"
     "last2 上上周|上上週;上上个月|上上個月;前年\n"
     "ago 前|之前|以前|前发布|前更新\n"
     "period 上午|早上|早晨|早|凌晨|清晨|早间|晨|早間;下午|晚上|晚|晚间|晚間|傍晚|夜间|夜間|夜|午后|午後;中午|正午;午夜|零时|子夜\n"
     "number 一;两|兩;三;四;五;六;七;八;九;十;;\n"
     "filler 约|約|大约|大約|于|於|在|的|时间|報道|报道|讯|訊|电|電|更新|发布|發佈|發表|发表|公历|北京时间\n"
     "era 主体|主體;民国|民國|中华民国|中華民國;令和;平成;昭和;大正;明治;佛历|佛曆;公元|西元\n"},
    {"pt",
     "month ;;;;;;;;;;;\n"
     "weekday dom;segunda|seg;terca|ter;quarta|qua;quinta|qui;sexta|sex;sab\n"
     "day anteontem|antes de ontem|antes-de-ontem;ontem a noite;;;\n"
     "unit seg|segs;min|mins;hrs|hora|horas|h;dias;sems;mes|meses;anos;decada|decadas\n"
     "number um|uma;duas;;;;;;;;;;\n"
     "half ;;meia hora|meia-hora;;;;meio ano\n"
     "ago atras|ha|faz\n"
     "period da manha|da madrugada;da tarde|da noite;meio-dia|meio dia;meia-noite|meia noite\n"
     "at as|a\n"
     "filler de|do|da|dos|em|no|na|o|e|cerca de|aproximadamente|quase|mais de|menos de|dia|por volta das\n"},
    {"it",
     "month ;;;;;;;;set;;;\n"
     "day altro ieri|l'altro ieri|avantieri|ieri l'altro;;;;\n"
     "unit sec;min|minuto|minuti;ora|ore|h;gg|giorno|giorni|g;sett|settimana|settimane;mese|mesi;anno|anni;decennio|decenni\n"
     "number un|una|uno|un';;;;;;;;;;;\n"
     "half ;;mezz'ora|mezzora|mezz ora;;;;\n"
     "ago fa|or sono\n"
     "period di mattina|del mattino;di sera|del pomeriggio|di pomeriggio;mezzogiorno;mezzanotte\n"
     "at alle|ore|alle ore|h\n"
     "filler il|lo|la|le|l'|del|dell'|di|circa|quasi|oltre|piu di|meno di|e|i\n"},
    {"tr",
     "day onceki gun|evvelsi gun;;bugun;;\n"
     "unit sn;dk;sa|saat;gun;hf|hafta;ay;yil;on yil\n"
     "half ;;yarim saat;;;;\n"
     "number bir;;;;;;;;;;;\n"
     "last gecen hafta|gectigimiz hafta;gecen ay|gectigimiz ay;gecen yil|gecen sene|gectigimiz yil\n"
     "ago once|evvel\n"
     "at saat\n"
     "filler yaklasik|tarihinde|gunu|saatleri|tarihli\n"},
    {"pl",
     "day przedwczoraj|onegdaj;;dzisiaj|dzis;;pojutrze\n"
     "unit sek|sekunde|sekundy;min|minute;godz|godzine|godziny|godzin|g;dzien;tydzien|tyg;mies|miesiac;r|rok|roku|lat|lata;dekada\n"
     "half ;;pol godziny;;;;pol roku\n"
     "last w zeszlym tygodniu|zeszly tydzien|ubiegly tydzien;w zeszlym miesiacu;w zeszlym roku\n"
     "ago temu|przed\n"
     "at o|godz|godzina|o godz|o godzinie\n"
     "filler dnia|okolo|ok|prawie|ponad|z|w|i\n"},
    {"fa",
     "month ژانویه;فوریه;;آپریل|اوریل;می|مه;ژوین;جولای|ژوئیه;آگوست|اگوست;;;;\n"
     "persian ;;;;امرداد|مرداد;;;;;;;\n"
     "weekday ;دو شنبه;سه شنبه|سهشنبه;چهار شنبه|چهارشنبه;پنج شنبه|پنجشنبه;آدینه|ادینه;\n"
     "unit ثانیه;دقیقه;ساعت;روز;هفته;ماه;سال;دهه\n"
     "day پریروز|دو روز پیش;دیروز|دیشب;امروز|امشب;فردا;پس فردا\n"
     "last هفته گذشته|هفته پیش|هفته قبل;ماه گذشته|ماه پیش|ماه قبل;سال گذشته|پارسال\n"
     "number یک;دو;سه;چهار;پنج;شش;هفت;هشت;نه;ده;یازده;دوازده\n"
     "half ;;نیم ساعت;;;;\n"
     "ago پیش|قبل\n"
     "period صبح|بامداد|ق.ظ;عصر|بعدازظهر|بعد از ظهر|شب|ب.ظ;ظهر;نیمه شب|نیمهشب\n"
     "at ساعت|در ساعت\n"
     "filler حدود|تقریبا|در|از|ه.ش|هجری شمسی|شمسی|خورشیدی|میلادی|برابر با|مورخ|ش\n"},
    {"ko",
     "weekday 일요일;월요일;화요일;수요일;목요일;금요일;토요일\n"
     "unit 초;분;시간|시;일;주|주일;개월|달|월;년|해;\n"
     "half ;;반 시간|30분;;;;반년\n"
     "day 그저께|그제|엊그제|재작일;어제|작일|어젯밤|전날;오늘|금일|오늘밤|당일;내일|명일;모레\n"
     "last 지난주|지난 주;지난달|지난 달;지난해|작년|지난 해\n"
     "last2 지지난주;지지난달;재작년\n"
     "number 하나|한|일;둘|두|이;셋|세|석|삼;넷|네|넉|사;다섯|오;여섯|육;일곱|칠;여덟|팔;아홉|구;열|십;;\n"
     "ago 전|이전|전에\n"
     "period 오전|새벽|아침;오후|저녁|밤;정오|낮 12시;자정\n"
     "filler 약|경|쯤|께|에|기사입력|입력|수정|등록|작성|최종수정|승인|발행|송고\n"
     "era 주체;민국;레이와;헤이세이;쇼와;다이쇼;메이지;불기;서기\n"},
    {"ar",
     "month جانفي|كانون ثاني|كانون الثانى|ينایر;فيفري|شباط;اذار|آذار;ابريل|نيسان|افريل;مايو|ايار|أيار;يونيو|حزيران|جوان;يوليو|تموز|جويلية;اغسطس|آب|اب|أوت|غشت;سبتمبر|ايلول|أيلول|شتنبر;اكتوبر|تشرين اول|تشرين الاول;نوفمبر|تشرين ثاني|تشرين الثاني|نونبر;ديسمبر|كانون اول|كانون الاول|كانون الأول|دجنبر\n"
     "weekday يوم الاحد|الاحد;يوم الاثنين|الإثنين|الاثنين;يوم الثلاثاء;يوم الاربعاء|الاربعاء;يوم الخميس;يوم الجمعة;يوم السبت\n"
     "islamic ;;ربيع الاول;ربيع الثاني|ربيع الاخر;جمادى الاولى|جمادي الاولى|جمادى الأول;جمادى الاخرة|جمادى الثانية|جمادي الاخرة;;;;;ذي القعدة|ذو القعده;ذي الحجة|ذو الحجه\n"
     "unit ثواني|ثانية;دقائق|دقيقة;ساعات|ساعة;أيام|يوم|يوما;أسابيع|أسبوع|أسبوعا;أشهر|شهر|شهرا|شهور;سنوات|سنة|أعوام|عام|عاما;عقد|عقود\n"
     "once ;;;;;;\n"
     "twice ثانيتين;دقيقتين;ساعتين;يومين;أسبوعين;شهرين;سنتين|عامين\n"
     "half ;;نصف ساعة;;;;نصف سنة\n"
     "day أول أمس|أول من أمس|اول امس;أمس|امس|البارحة;اليوم;غدا;بعد غد\n"
     "last الأسبوع الماضي|الاسبوع الماضي;الشهر الماضي;العام الماضي|السنة الماضية\n"
     "ago منذ|قبل|مضت\n"
     "period صباحا|ص|فجرا;مساء|م|ظهرا|عصرا|ليلا;منتصف النهار|الظهر;منتصف الليل\n"
     "at الساعة|الساعه|في الساعة|في تمام الساعة|عند الساعة|على الساعة\n"
     "filler في|من|حوالي|نحو|حوالى|الموافق|لعام|سنه|بتاريخ|ميلادية|ه|هجري|هجرية|توقيت|بتوقيت|و\n"},
    {"vi",
     "weekday chu nhat|cn;thu hai|thu 2|t2;thu ba|thu 3|t3;thu tu|thu 4|t4;thu nam|thu 5|t5;thu sau|thu 6|t6;thu bay|thu 7|t7\n"
     "unit giay;phut|ph;gio|g|h|tieng;ngay;tuan;thang|thg|th;nam;thap ky|thap nien\n"
     "half ;;nua gio|nua tieng;;;;nua nam\n"
     "day hom kia;hom qua|toi qua|dem qua;hom nay|sang nay|chieu nay|toi nay;ngay mai;ngay kia\n"
     "last tuan truoc|tuan roi;thang truoc;nam ngoai|nam truoc\n"
     "ago truoc|cach day\n"
     "period sang|sa;chieu|toi|ch|dem;trua;nua dem\n"
     "number mot;hai;ba;bon|tu;;sau;bay;tam;chin;muoi;;\n"
     "at luc|vao luc|hoi\n"
     "filler khoang|vao|cap nhat|mung\n"},
    {"id",
     "weekday ;;;;;jum'at;\n"
     "month ;pebruari;;;;;;agust|ags|agt;;okt;nop|nopember;\n"
     "once sedetik;semenit;sejam;sehari;seminggu|sepekan;sebulan;setahun\n"
     "half ;;setengah jam;;;;setengah tahun\n"
     "unit dtk;mnt;jam;hr;minggu|pekan|mgg;bln;thn;dekade\n"
     "day kemarin lusa|kemarin dulu|dua hari lalu;kemarin|tadi malam;hari ini|tadi;besok;lusa\n"
     "last minggu lalu|pekan lalu|minggu kemarin;bulan lalu;tahun lalu\n"
     "ago yang lalu|lalu|silam\n"
     "at pukul|jam|pkl\n"
     "filler tanggal|tgl|sekitar|kira-kira|kurang lebih|pada\n"},
    {"nl",
     "weekday zond;maand;dinsd;woens;dond;vrijd;zat\n"
     "month ;;mrt;;;;;;;;;\n"
     "day eergisteren;gisterenavond|gisteravond;vandaag|vanmorgen|vanmiddag|vanavond;;overmorgen\n"
     "unit sec;min|minuten;uur|u|uren;dg|dagen|dag;wk|weken;mnd|maanden;jr|jaren;decennium\n"
     "number een|'n;;;;;;;;;;;\n"
     "half ;;half uur|een half uur;;;;half jaar|een half jaar\n"
     "ago geleden\n"
     "at om|rond|omstreeks\n"
     "filler op|de|van|ongeveer|circa|ca|bijna|ruim|te|den|en\n"},
    {"uk",
     "month січ;лют;берез|бер;квіт|кві;трав|тра;черв|чер;лип;серп|сер;верес|вер;жовт|жов;листоп|лис;груд|гру\n"
     "weekday нед;пон|понед;вів;сер;чет;п'ят;суб\n"
     "unit сек|с;хв|м;год|г;дн|доба|доби|діб;тиж;міс;р|рік|року|років|роки;десятиліття\n"
     "half ;;півгодини|пів години;;;;півроку|пів року\n"
     "day позавчора;вчора|учора;сьогодні;завтра;післязавтра\n"
     "last минулий тиждень;минулий місяць;минулий рік\n"
     "number один|одну|одна;двоє;троє;;;;;;;;;\n"
     "ago тому|назад\n"
     "period ранку|ночі;дня|вечора;опівдні|полудень;опівночі|північ\n"
     "at о|об|в|у\n"
     "filler від|близько|приблизно|майже|понад|та|і\n"
     "era чучхе;;;;;;;;\n"},
    {"cs",
     "day predevcirem;vcera;dnes;zitra;pozitri\n"
     "unit vterina|vterin|vterinou|vterinami|sek;;hod|hodin;;;;roku|rok;\n"
     "weekday ned;pon;ute;str;ctv;pat;sob\n"
     "half ;;pul hodinou|pulhodinou;;;;pul rokem|pulrokem\n"
     "last minuly tyden|minuly tyden;minuly mesic;minuly rok|loni\n"
     "ago pred|zpet\n"
     "period rano|dopoledne;odpoledne|vecer;poledne|v poledne;pulnoc|o pulnoci\n"
     "at v|ve|o|od\n"
     "filler dne|priblizne|asi|cca|zhruba|temer|a|z\n"},
    {"el",
     "day προχθές|προχτές;χθες|χτες;σήμερα;αύριο;μεθαύριο\n"
     "unit δευτ|δευτερόλεπτο|δευτερόλεπτα;λεπτό|λεπτά|λεπτών;ώρα|ώρες|ωρών;μέρα|μέρες|ημέρα|ημέρες|ημερών;εβδομάδα|εβδομάδες;μήνα|μήνες|μηνών;έτος|έτη|χρόνο|χρόνια|χρόνος;δεκαετία\n"
     "month ;;;;μάιος|μάης;;;;;;;\n"
     "half ;;μισή ώρα;;;;\n"
     "ago πριν|πριν από|πριν απο|εδώ και\n"
     "number ένα|μία|μια;;;;;;;;;;;\n"
     "at στις|στη|ώρα|και ώρα\n"
     "filler του|την|της|περίπου|και|στο|ο|η\n"},
    {"sv",
     "day i forrgar|forrgar;i gar|igar;i dag|idag|i morse|i kvall;;\n"
     "month ;;;;;;;;;;;\n"
     "unit sek;min|minuter;tim|h|timmar;dygn|dagar;v|veckor;man|manader;ar;decennium\n"
     "half ;;en halvtimme|halvtimme;;;;ett halvar|halvar\n"
     "number en|ett;;;;;;;;;;;\n"
     "ago sedan|for\n"
     "at kl|klockan\n"
     "filler den|ca|cirka|omkring|ungefar|nastan|drygt|knappt|av|och|d\n"},
    {"hu",
     "day tegnapelott;tegnap|tegnap este;ma|ma reggel;;holnaputan\n"
     "unit mp;p|perc;o|ora|orakor;;;ho|honap;e|ev;evtized\n"
     "unitago masodperce|mp-e;perce|percce;oraja;napja;hete;honapja;eve;evtizede\n"
     "half ;;fel ora|feloraja;;;;felev|feleve\n"
     "number egy|egyik;ket|ketto;;;;;;;;;;\n"
     "last mult het|mult heten|a mult heten;mult honap|mult honapban;mult ev|tavaly\n"
     "ago ezelott\n"
     "period de|delelott|reggel|hajnal;du|delutan|este;del|delben;ejfel\n"
     "filler kb|korulbelul|mintegy|majdnem|an|en|jan|jen|a|az|i|ai|ei|es\n"},
    {"ro",
     "day alaltaieri;aseara;azi|astazi|azi-dimineata;;poimaine\n"
     "unit sec;min|minute;h|ore|ora;z|zile|zi;sapt|saptamani;luni|luna;ani|an;decenii\n"
     "number un|o|una|unu;doua|doi;;;;;;;;;;\n"
     "half ;;jumatate de ora|o jumatate de ora;;;;\n"
     "last saptamana trecuta;luna trecuta;anul trecut\n"
     "ago acum|in urma|cu\n"
     "at la|ora|la ora|orele\n"
     "filler de|din|circa|aproximativ|vreo|aproape|peste|pe|si|in|ale\n"},
    {"th",
     "weekday อาทิตย์;จันทร์;อังคาร;พุธ;พฤหัสบดี|พฤหัส|วันพฤหัส;ศุกร์;เสาร์\n"
     "month มกรา|มค;กุมภา|กพ;มีนา|มีค;เมษา|เมย;พฤษภา|พค;มิถุนา|มิย;กรกฎา|กค;สิงหา|สค;กันยา|กย;ตุลา|ตค;พฤศจิกา|พย;ธันวา|ธค\n"
     "unit วินาที|วิ;นาที|น;ชั่วโมง|ชม|โมง;วัน;สัปดาห์|อาทิตย์;เดือน;ปี;ทศวรรษ\n"
     "half ;;ครึ่งชั่วโมง;;;;ครึ่งปี\n"
     "unitago วินาทีที่แล้ว;นาทีที่แล้ว;ชั่วโมงที่แล้ว;วันที่แล้ว|วันก่อน;สัปดาห์ที่แล้ว;เดือนที่แล้ว;ปีที่แล้ว\n"
     "day เมื่อวานซืน|เมื่อวานซืนนี้;เมื่อวาน|เมื่อวานนี้;วันนี้;;\n"
     "last สัปดาห์ก่อน|อาทิตย์ที่แล้ว;เดือนก่อน;ปีก่อน\n"
     "ago ที่แล้ว|ที่ผ่านมา|ก่อน|มาแล้ว|ก่อนหน้า\n"
     "at เวลา\n"
     "filler ที่|วันที่|ประมาณ|เมื่อ|ราว|พ.ศ.ที่|เผยแพร่|อัปเดต\n"
     "era ;;;;;;;พ.ศ|พุทธศักราช|พศ;ค.ศ|คริสต์ศักราช|คศ\n"},
    {"fi",
     "day toissapaivana|toissa paivana;eilen|eilisen;tanaan;;\n"
     "month tammikuussa;helmikuussa;maaliskuussa;huhtikuussa;toukokuussa;kesakuussa;heinakuussa;elokuussa;syyskuussa;lokakuussa;marraskuussa;joulukuussa\n"
     "unit sek|s|sekuntti|sekunttia;minuutti|min;tuntia|h;pvm|pva|paivaa|pv;vko|vk|viikkoa;kk;v|vuotta;vuosikymmen|vuosikymmenta\n"
     "half ;;puoli tuntia;;;;puoli vuotta\n"
     "ago sitten\n"
     "period ap|aamulla;ip|illalla;;\n"
     "at klo|kello\n"
     "filler noin|n|lahes|yli\n"},
    {"he",
     "month בינואר|לינואר|בינו';בפברואר|לפברואר|בפבר';במרץ|למרץ|במרס|מרס;באפריל|לאפריל|באפר';במאי|למאי;ביוני|ליוני|ביונ';ביולי|ליולי|ביול';באוגוסט|לאוגוסט|באוג';בספטמבר|לספטמבר|בספט';באוקטובר|לאוקטובר|באוק';בנובמבר|לנובמבר|בנוב';בדצמבר|לדצמבר|בדצמ'\n"
     "weekday ראשון;שני;שלישי;רביעי;חמישי;שישי;שבת\n"
     "unit שניות|שנייה|שניה;דקות|דקה|דק';שעות|שעה;ימים|יום;שבועות|שבוע;חודשים|חודש;שנים|שנה;עשור\n"
     "once ;;;;;;\n"
     "twice ;;שעתיים;יומיים;שבועיים;חודשיים;שנתיים\n"
     "half ;;חצי שעה;;;;חצי שנה\n"
     "day שלשום;אתמול|אמש;היום|הערב|הבוקר;מחר;מחרתיים\n"
     "last השבוע שעבר|בשבוע שעבר|שבוע שעבר;החודש שעבר|בחודש שעבר|חודש שעבר;השנה שעברה|בשנה שעברה|שנה שעברה\n"
     "ago לפני\n"
     "at בשעה|שעה\n"
     "filler ב|ה|את|כ|בערך|כמעט|יום\n"},
    {"da",
     "day i forgars|forgars;i gar|igar;i dag|idag|i morges;;\n"
     "unit sek;min|minutter;t|tim|timer|time;dag|dage;uge|uger;md|mdr|maned|maneder;ar;arti\n"
     "number en|et;;;;;;;;;;;\n"
     "half ;;en halv time|halv time;;;;et halvt ar\n"
     "last i sidste uge|forrige uge;i sidste maned|forrige maned;forrige ar\n"
     "ago siden|for\n"
     "at kl|klokken\n"
     "filler den|d|ca|cirka|omkring|nsten|naesten|og|knap|godt\n"},
    {"sk",
     "day predvcerom;vcera;dnes;zajtra;pozajtra\n"
     "unit sekundami|sekundou|sek;minutami|minutou;hodinami|hodinou|hod|hodin;dnami|dnom;tyzdnami|tyzdnom;mesiacmi|mesiacom;rokmi|rokom|r|roku;\n"
     "weekday ned;pon;uto;str;stv;pia;sob\n"
     "half ;;pol hodinou|polhodinou;;;;pol rokom|polrokom\n"
     "number jeden|jedna|jednou|jednym;;;;;;;;;;;\n"
     "ago pred\n"
     "at o|od\n"
     "filler dna|priblizne|asi|cca|zhruba|takmer|a\n"},
    {"bg",
     "day онзи ден|завчера;вчера|снощи;днес|тази сутрин;утре;вдругиден\n"
     "unit сек|секунди;мин|минути;ч|час|часа;дни|ден;седмица|седмици;месец|месеца;г|год|година|години;\n"
     "half ;;половин час;;;;половин година\n"
     "number един|една|едно;;;;;;;;;;;\n"
     "last миналата седмица;миналия месец|предходния месец;миналата година\n"
     "ago преди\n"
     "at в|от|във\n"
     "filler около|на|към|почти|над|и\n"},
    {"hr",
     "month sijecnju|sijecnja|sij;veljaci|veljace|velj;ozujku|ozujka|ozu;travnju|travnja|tra;svibnju|svibnja|svi;lipnju|lipnja|lip;srpnju|srpnja|srp;kolovozu|kolovoza|kol;rujnu|rujna|ruj;listopadu|listopada|lis;studenom|studenog|studenome|studeni|stu;prosincu|prosinca|pro\n"
     "weekday ned;pon;uto;sri;cet;pet;sub\n"
     "unit sek|sekunda|sekunde|sekundi|sekundu;minuta|minute|minutu|min;sat|sata|sati|h|satova;dan|dana;tjedan|tjedna|tjedana;mjesec|mjeseca|mjeseci;god|godina|godine|godinu;desetljece|desetljeca\n"
     "half ;;pola sata;;;;pola godine\n"
     "number jedan|jedna|jedno|jednu;dva|dvije;tri;cetiri;pet;sest;sedam;osam;devet;deset;jedanaest;dvanaest\n"
     "day prekjucer;jucer|sinoc;danas|jutros|veceras;sutra;prekosutra\n"
     "last prosli tjedan|proslog tjedna|proslom tjednu;prosli mjesec|proslog mjeseca|proslom mjesecu;prosla godina|prosle godine|prosloj godini|lani\n"
     "last2 pretprosli tjedan|pretproslog tjedna|pretproslom tjednu;pretprosli mjesec|pretproslog mjeseca|pretproslom mjesecu;pretprosle godine|preklani\n"
     "ago prije|unatrag\n"
     "period prijepodne|ujutro|prije podne;poslijepodne|navecer|popodne|poslije podne;podne|u podne;ponoc|u ponoc\n"
     "at u|od\n"
     "filler oko|otprilike|dana|gotovo|i|sat\n"},
    {"no",
     "day i forgars|forgars;i gar|igar;i dag|idag|i morges|i kveld;;overmorgen|i overmorgen\n"
     "weekday sun;man;tirs|tys;ons;tors;fre;lau|laur\n"
     "unit sek;min|minutter|minutt;t|tim|timer|time;dag|dager|dogn;uke|uker;mnd|maned|maneder;ar;tiar\n"
     "number en|ett|et|ei;;;;;;;;;;;\n"
     "half ;;en halv time|halvtime;;;;et halvt ar|halvt ar\n"
     "last forrige uke|sist uke;forrige maned|sist maned;i fjor|fjor\n"
     "ago siden|for|sidan\n"
     "at kl|klokken|klokka\n"
     "filler den|d|ca|cirka|omtrent|rundt|nesten|og\n"},
    {"sr",
     "weekday ned;pon;uto;sre;cet;pet;sub\n"
     "unit сек|секунди|секунда|секунде|sek|sekundi|sekunde;мин|минута|минут|минуте|min|minuta|minuti;сат|сата|сати|ч|sat|sata|sati|h|cas|casova|час|часова;дан|дана|dan|dana;недеља|недеље|недељу|nedelje|nedelja|nedelju|sedmica|седмица;месец|месеца|месеци|mesec|meseca|meseci;год|година|године|годину|god|godina|godine|godinu;\n"
     "half ;;пола сата|pola sata;;;;пола године|pola godine\n"
     "number један|један|једну|jedan|jednu|jedna;два|две|dva|dve;три|tri;четири|cetiri;пет|pet;шест|sest;седам|sedam;осам|osam;девет|devet;десет|deset;;\n"
     "day прекјуче|prekjuce;јуче|juce|sinoc|синоћ;данас|danas|jutros|јутрос;сутра|sutra;прекосутра|prekosutra\n"
     "last прошле недеље|prosle nedelje|прошла недеља;прошлог месеца|proslog meseca|прошли месец;прошле године|prosle godine\n"
     "ago пре|pre|prije|прије\n"
     "period пре подне|пре|pre podne|prepodne|преподне|ujutru|ujutro|јутру;по подне|po podne|popodne|поподне|увече|uvece;подне|podne|у подне|u podne;поноћ|ponoc|у поноћ|u ponoc\n"
     "at у|u|од|od\n"
     "filler око|oko|отприлике|otprilike|дана|и|i|г|g\n"},
    {"lt",
     "day uzvakar;vakar;siandien;rytoj;poryt\n"
     "unit sek|s;min;val|h|valandas|valandu;d|diena|dienos|dienas|dienu;sav|savaites|savaiciu;men|menesi|menesiai|menesius|menesiu;m|metai|metu|metus;\n"
     "month sausis|saus;vasaris|vas;kovas|kov;balandis|bal;geguze|geg;birzelis|birz;liepa|liep;rugpjutis|rugp;rugsejis|rugs;spalis|spal;lapkritis|lapkr;gruodis|gruod\n"
     "half ;;pusvalandi|pusvalandis;;;;pusmeti|pusmetis\n"
     "ago pries\n"
     "filler apie|beveik|ir|val\n"},
    {"sl",
     "day predvcerajsnjim;vceraj|sinoci;danes|davi|nocoj;jutri;pojutrisnjem\n"
     "unit sek|sekundo|sekundama|sekundami;min|minuto|minutama|minutami;ur|uro|urama|urami|h;dnevom|dnevoma|dnevi|dni;tednom|tednoma|tedni|ted;mesecem|mesecema|meseci|mes;letom|letoma|leti|let|l;\n"
     "half ;;pol ure;;;;pol leta\n"
     "number en|eno|ena|enim;;;;;;;;;;;\n"
     "ago pred|nazaj\n"
     "period dop|dopoldne|zjutraj;pop|popoldne|zvecer;opoldne|poldne;opolnoci|polnoc\n"
     "at ob|od\n"
     "filler dne|priblizno|okoli|skoraj|in|v\n"},
    {"ca",
     "day abans-d'ahir|abans d'ahir|despus-ahir|despus ahir|despusahir;ahir|anit;avui|aquest mati;;dema passat|despus-dema\n"
     "unit seg;min|minuts;h|hores|hora;dies|dia;set|setmanes;mesos|mes;anys|any;decada|decades\n"
     "number un|una;dos|dues;tres;;;;;;;;;\n"
     "last la setmana passada|setmana passada;el mes passat|mes passat;l'any passat|any passat\n"
     "ago fa|enrere\n"
     "at a les|a la|les\n"
     "filler de|d'|del|el|la|l'|en|uns|aproximadament|quasi|gairebe|i|prop de|al voltant de\n"},
    {"et",
     "day uleeile;eile;tana;homme;ulehomme\n"
     "unit sek;min|minutit;t|tundi|tund;p|paeva|paev;nad|nadalat|nadal;k|kuud|kuu;a|aastat|aasta;\n"
     "half ;;pool tundi;;;;pool aastat\n"
     "ago tagasi|eest\n"
     "at kell|kl\n"
     "filler umbes|u|ligi|ule|ja|ca\n"},
    {"lv",
     "day aizvakar;vakar|vakarnakt;sodien;rit;parit\n"
     "unit sek|sekundem|sekundes;min|minutem|minutes;st|stundam|stundas|stundu;d|dienam|dienas;ned|nedelam|nedelas;men|menesiem|menesa|menesi;g|gadiem|gada|gadu;\n"
     "half ;;pusstundas|pusstundu;;;;pusgada\n"
     "ago pirms\n"
     "at plkst|pulksten\n"
     "filler apmeram|aptuveni|ap|gandriz|un\n"},
    {"hi",
     "month ;फरवरी;;;;;;अगस्त|अग;सितंबर|सितम्बर|सित;अक्टूबर|अक्तूबर|अक्टू;नवंबर|नवम्बर;दिसंबर|दिसम्बर\n"
     "weekday रविवार|इतवार;सोमवार;मंगलवार;बुधवार;गुरुवार|बृहस्पतिवार|गुरूवार;शुक्रवार;शनिवार\n"
     "unit सेकंड|सेकेंड|सेकण्ड;मिनट|मिनिट;घंटे|घंटा|घण्टे|घंटों;दिन|दिनों;हफ्ते|हफ्ता|सप्ताह|हफ़्ते;महीने|महीना|माह|महीनों;साल|वर्ष|सालों;दशक\n"
     "half ;;आधा घंटा|आधे घंटे;;;;\n"
     "day परसों;कल|बीता कल;आज;;\n"
     "last पिछले सप्ताह|पिछले हफ्ते|बीते सप्ताह;पिछले महीने|पिछला महीना;पिछले साल|पिछले वर्ष\n"
     "number एक;दो;तीन;चार;पांच|पाँच;छह|छः|छे;सात;आठ;नौ;दस;ग्यारह;बारह\n"
     "ago पहले|पूर्व\n"
     "period पूर्वाह्न|सुबह;अपराह्न|शाम|रात|दोपहर;;आधी रात\n"
     "at बजे|समय\n"
     "filler को|लगभग|करीब|के|में|की|ई\n"},
    {"bn",
     "month জানুয়ারী|জানুয়ারি|জানু;ফেব্রুয়ারী|ফেব্রুয়ারি|ফেব;;;;;;আগষ্ট;সেপ্টেম্বর|সেপ্ট;অক্টোবর|অক্টো;;ডিসেম্বর|ডিসে\n"
     "weekday ;;মঙ্গল;;বৃহস্পতি|বৃহ;;\n"
     "day গত পরশু|পরশু;গতকাল|গত কাল;আজ|আজকে;;\n"
     "unit সেকেন্ড;মিনিট;ঘণ্টা|ঘন্টা;দিন;সপ্তাহ;মাস;বছর|সাল;দশক\n"
     "number এক|একটি;দুই|দু;তিন;চার;পাঁচ;ছয়;সাত;আট;নয়;দশ;;\n"
     "ago আগে|পূর্বে\n"
     "period সকাল|ভোর;বিকাল|বিকেল|সন্ধ্যা|রাত|দুপুর;;\n"
     "filler শে|ই|লা|রা|ঠা|প্রায়|খ্রিস্টাব্দ|টায়|টা\n"},
    {"az",
     "day sraga gun|siraga gun;dunen;bugun|bu gun;sabah;birisigun\n"
     "unit san;deq;saat;gun;hefte;ay;il;onillik\n"
     "ago evvel|once\n"
     "at saat\n"
     "filler texminen|teqriben|tarixinde\n"},
    {"be",
     "month ;;;;траўня|травень|траў;;;;;;;\n"
     "day пазаўчора|заўчора;учора|ўчора;сёння|сення;заўтра;паслязаўтра\n"
     "unit сек|секунд|секунды|секунду;хв|хвілін|хвіліны|хвіліну;гадз|гадзіну|гадзіны|гадзін;дзень|дні|дзён;тыдзень|тыдні|тыдняў;месяц|месяцы|месяцаў;г|год|гады|гадоў|года;\n"
     "half ;;паўгадзіны;;;;паўгода\n"
     "ago таму|назад|таму назад\n"
     "at у|а|ў\n"
     "filler каля|прыблізна|амаль|больш|і\n"},
    {"kk", "unit ;;;;;;ж|жыл|жылы|жылғы;\nago бұрын|бурын\nday алдыңғы күні;кеше;бүгін;ертең;\nat сағат\nfiller шамамен\n"},
    {"ka", "unit ;;სთ|საათი|საათის;;;;წ|წელი|წლის;\nday გუშინწინ;გუშინ;დღეს;ხვალ;ზეგ\nago წინ\nfiller დაახლოებით\n"},
    {"hy", "unit ;;;;;;թ|թվական|թվականի|տարի;\nday ;երեկ;այսօր;վաղը;\nago առաջ\nat ժամը|ժամ\nfiller մոտ\n"},
    {"mk",
     "day завчера;вчера|синоќа;денес;утре;\nunit сек;мин|минути;ч|час|часа|часови;ден|дена;недела|недели;месец|месеци;год|година|години;\n"
     "number еден|една|едно;;;;;;;;;;;\nlast минатата недела;минатиот месец;минатата година|лани\nago пред\nat во|на\nfiller околу|и\n"},
    {"sq", "day pardje;dje;sot;neser;\nago me pare|para\nat ne|ora|ne oren\nfiller me|rreth|nga|date|e\nunit ;;ore|ores;dite;jave;muaj;vit|vjet;\n"},
    {"bs",
     "weekday ned;pon;uto;sri;cet;pet;sub\nday prekjucer|prekjuce;jucer|juce;danas;;\nunit ;;sat|sata|sati|h;dan|dana;sedmica|sedmice|sedmicu;mjesec|mjeseca|mjeseci;god|godina|godine|godinu;\n"
     "last prosle sedmice|prosla sedmica;proslog mjeseca;prosle godine\nago prije|pre\nat u\nfiller oko|i\n"},
    {"is", "day i fyrradag|fyrradag;i gaer|i gær;i dag;;\nago sidan|siðan|fyrir\nat kl|klukkan\nfiller um|tann|þann|ca\n"},
    {"ms",
     "once sesaat;seminit;sejam;sehari;seminggu;sebulan;setahun\nday kelmarin|kelmarin dulu;semalam;hari ini;esok;lusa\n"
     "unit ;;jam;;minggu;;thn;\nago yang lalu|lalu|lepas|yang lepas\nperiod pg|pagi;ptg|petang|malam|tgh|tengah hari;;tengah malam\n"
     "last minggu lepas|minggu lalu;bulan lepas|bulan lalu;tahun lepas|tahun lalu\nat pukul|jam|pada\nfiller kira-kira|haribulan|lebih kurang\n"},
    {"fil",
     "month ene;peb;mar;abr;may;hun;hul;ago;set|sep;okt;nob;dis\nweekday lin;lun;mar;miy;huw;biy;sab\n"
     "day kamakalawa|noong isang araw;kahapon|kagabi;ngayon|ngayong araw|kanina|kaninang umaga;bukas;\nunit ;;oras;araw;linggo;buwan;taon;dekada\n"
     "number isa|isang;dalawa|dalawang;tatlo|tatlong;apat|apat na;lima|limang;;;;;;;\nlast nakaraang linggo|noong nakaraang linggo;nakaraang buwan;nakaraang taon|noong isang taon\n"
     "ago nakaraan|ang nakalipas|nakalipas|ang nakaraan\nat ng|alas|ala\nfiller ika|ng|noong|mga|na|ang|halos|sa\n"},
    {"gl", "day antonte;onte;hoxe;;pasado mana\nago hai|atras\nnumber un|unha;;;;;;;;;;;\nat as|a\nfiller de|do|da|o|a|en|uns\n"},
    {"eu", "day herenegun;atzo;gaur;bihar;etzi\nago duela|orain dela\nat ean|etan\nfiller ko|aren|a|en|inguru|ko\n"},
    {"af", "day eergister;gister;vandag;;oormore\nago gelede\nat om\nfiller die|op|van|ongeveer|omtrent\nunit ;;uur|ure;;;;;\nnumber 'n|een;;;;;;;;;;;\n"},
    {"sw",
     "month jan;feb;mac|machi;apr;mei;jun;jul|julai;ago;sep|sept;okt;nov;des\nweekday jpili|jpl;jtatu|jtt;jnne|jnn;jtano|jtn;alh;ij;jmosi|jms\n"
     "ago iliyopita|zilizopita|uliopita|yaliyopita|waliopita|yaliyopita\nat saa\nfiller tarehe|takriban|karibu|mwezi|mwaka\nday juzi;jana;leo;kesho;keshokutwa\n"},
    {"ta", "day நேற்று முன்தினம்|முந்தைய நாள்;நேற்று;இன்று;;\nunit ;;மணி|மணிநேரம்;நாட்கள்|நாள்;வாரம்|வாரங்கள்;மாதம்|மாதங்கள்;ஆண்டு|ஆண்டுகள்|வருடம்;\nago முன்|முன்பு|முன்னர்\nperiod காலை|அதிகாலை;மாலை|இரவு|மதியம்|பிற்பகல்;;நள்ளிரவு\n"},
    {"te", "day మొన్న;నిన్న;నేడు|ఈరోజు|ఈ రోజు;;\nago క్రితం\n"},
    {"mr", "day परवा;काल;आज;;\nago पूर्वी|आधी\nfiller रोजी|सुमारे\nmonth ;फेब्रु;;;;;;ऑग|ऑगस्ट;सप्टें;ऑक्टो;नोव्हें;डिसें\n"},
    {"gu", "day પરમ દિવસે;ગઈકાલે|ગઈ કાલે;આજે|આજ;;\nago પહેલાં|પહેલા\n"},
    {"pa", "day ਪਰਸੋਂ;ਕੱਲ੍ਹ|ਕੱਲ|ਬੀਤਿਆ ਕੱਲ੍ਹ;ਅੱਜ;;\nago ਪਹਿਲਾਂ\n"},
    {"ne",
     "month ;फेब्रुवरी|फेब्रुअरी;;;;;;;सेप्टेम्बर;अक्टोबर;नोभेम्बर|नोवेम्बर;डिसेम्बर\nday अस्ति;हिजो;आज;;\nunit ;;घण्टा|घन्टा;दिन;हप्ता|साता;महिना;वर्ष|साल;\nago अघि|पहिले\nfiller गते|बजे\n"},
    {"si", "day පෙරේදා;ඊයේ;අද;;\nago පෙර|කලින්\n"},
    {"km", "day ម្សិលម្ង៉ៃ;ម្សិលមិញ;ថ្ងៃនេះ;;\nunit ;នាទី;ម៉ោង;ថ្ងៃ|ថ្ងៃទី;សប្ដាហ៍|សប្តាហ៍;ខែ;ឆ្នាំ;\nago មុន|កន្លងទៅ\nfiller ទី\n"},
    {"lo", "day ;ມື້ວານ|ມື້ວານນີ້;ມື້ນີ້;;\nunit ;ນາທີ;ຊົ່ວໂມງ;ວັນ|ວັນທີ;ອາທິດ;ເດືອນ;ປີ;\nago ກ່ອນ|ຜ່ານມາ|ທີ່ຜ່ານມາ\nfiller ທີ\nera ;;;;;;;ພ.ສ;ຄ.ສ\n"},
    {"my", "day တစ်နေ့က;မနေ့က|ယမန်နေ့;ယနေ့|ဒီနေ့;;\nago ပြီးခဲ့သည့်|အရင်\n"},
    {"mn",
     "unit ;;цаг;өдөр|өдрийн;долоо хоног;сар|сарын|сард;он|оны|онд|жил;\nday уржигдар;өчигдөр;өнөөдөр;;\nago өмнө|өмнөх\nfiller гараг|гарагт|ны|ний|р|ойролцоогоор\n"},
    {"uz", "day kecha oldin|kechadan oldin|avvalgi kun;kecha;bugun;ertaga;\nago oldin|avval|muqaddam\nat soat\nfiller yil|yili|kuni\n"},
    {"ky", "day ;кечээ;бүгүн;эртең;\nago мурун|мурда\nat саат\n"},
    {"tg", "day парируз|паррӯз;дируз|дирӯз;имруз|имрӯз;фардо;\nago пеш\nat соати\nfiller соли\n"},
    {"ps", "day ;پرون;نن;;\nago مخکې|وړاندې\nfiller د|کال|په\n"},
    {"ur",
     "month جنوری;فروری;مارچ;اپریل;مئی;جون;جولائی;اگست;ستمبر;اکتوبر;نومبر;دسمبر\nday پرسوں;کل|گزشتہ کل|گزشتہ روز;آج;;\n"
     "unit سیکنڈ|سیکنڈز;منٹ;گھنٹے|گھنٹہ|گھنٹوں;دن|دنوں;ہفتے|ہفتہ;مہینے|مہینہ|ماہ;سال|برس;\nago قبل|پہلے\nperiod صبح;شام|رات|دوپہر;;\n"
     "number ایک;دو;تین;چار;پانچ;چھ;سات;آٹھ;نو;دس;;\nat بجے\nfiller تقریباً|تقریبا|کو|بروز|بوقت\n"},
    {"ku", "day per;duh|do;iro|îro;;\nago bere|beri\nat saet|saat\n"},
    {"am", "day ከትናንት ወዲያ;ትናንት|ትላንት;ዛሬ;ነገ;\nago በፊት\n"},
    {"ha", "ago da ya gabata|da suka gabata|da ta gabata|da ya wuce|da ta wuce|da suka wuce\n"},
    {"cy", "day echdoe;ddoe;heddiw;yfory;\nago yn ol|ol\nat am\nfiller tua|o\n"},
    {"ga", "day arú inné|aru inne;inné|inne;inniu;;\nago o shin|ó shin\nat ag\n"},
    {"lb", "day virgeschter;gëschter|geschter;haut;muer;\nago virun|virun enger\nat um\nunit ;;auer;;;;;\n"},
    {"eo", "day antaŭhieraŭ|antauhierau;hieraŭ|hierau;hodiaŭ|hodiau;;\nago antaŭ|antau\nat je\nfiller la|de\n"},
};
// clang-format on

}  // namespace

std::span<const LanguageNames> more_words() {
  return kWords;
}
std::span<const std::int16_t> era_offsets() {
  return kEraOffsets;
}

}  // namespace tearsheet::dates

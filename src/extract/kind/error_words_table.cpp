#include <array>

#include "extract/kind/error_words.h"

namespace tearsheet::extract {
namespace {

constexpr std::array kWords = {
    ErrorWords{
        "en", "page|article|story|content|document|file|post|resource|url|address|link|item|site",
        "not found|not be found|can't be found|cannot be found|couldn't be found|can't find|"
        "cannot find|couldn't find|could not find|not exist|doesn't exist|no longer exists|"
        "not available|unavailable|no longer available|isn't available|removed|deleted|"
        "has moved|been moved|missing|gone|expired|broken|we lost",
        "the|this|that|a|we|you|you're|your|are|is|was|were|has|have|been|be|it|to|of|or|and|"
        "requested|looking|look|for|could|does|do|did|no|longer|sorry|oops|uh|oh|whoops|"
        "error|our|seems|looks|like|unfortunately|currently|any|more|web|these|those|here"},
    ErrorWords{
        "de", "seite|artikel|inhalt|beitrag|dokument|datei|adresse|link|meldung|webseite",
        "nicht gefunden|nicht vorhanden|existiert nicht|nicht mehr verfügbar|nicht verfügbar|"
        "nicht gefunden werden|gibt es nicht|gibt's nicht|nicht mehr vorhanden|gelöscht|"
        "entfernt|nicht erreichbar|nicht existent|verschoben|existiert leider nicht|"
        "existiert nicht mehr|wurde nicht gefunden|konnte nicht gefunden werden",
        "die|diese|dieser|dieses|der|das|wurde|konnte|leider|ist|es|mehr|angeforderte|"
        "gesuchte|gewünschte|fehler|ups|hoppla|sorry|entschuldigung|uns|tut|leid|nicht|werden|"
        "oder|und|wir|haben|sie|gesucht|ihre|aufgerufene"},
    ErrorWords{
        "fr", "page|article|contenu|document|fichier|adresse|lien|ressource",
        "introuvable|non trouvée|non trouvé|pas trouvée|pas trouvé|n'existe pas|n'existe plus|"
        "indisponible|plus disponible|pas disponible|été supprimée|été supprimé|été retiré|"
        "été retirée|été déplacée|supprimée|supprimé|inexistante|inexistant",
        "la|le|l|cette|cet|ce|est|n'est|n|a|que|vous|recherchez|cherchez|demandée|demandé|"
        "oups|désolé|erreur|ou|et|été|semble|être|plus|pas|malheureusement|web|nous|sommes|"
        "recherchée|avez"},
    ErrorWords{
        "es", "página|contenido|artículo|noticia|documento|archivo|enlace|dirección|recurso",
        "no encontrada|no encontrado|no disponible|no existe|ya no existe|no está disponible|"
        "ya no está disponible|no se encuentra|no se ha encontrado|no se encontró|no hallada|"
        "ha sido eliminado|ha sido eliminada|ha sido retirado|eliminada|eliminado|inexistente|"
        "no hemos encontrado|no encontramos|no pudimos encontrar|fue removida",
        "la|el|esta|este|que|busca|buscas|buscaba|solicitada|solicitado|lo|sentimos|error|ups|"
        "vaya|ha|sido|está|no|se|o|y|perdón|disculpa|web|ya|estás|buscando|parece"},
    ErrorWords{
        "pt", "página|conteúdo|artigo|notícia|documento|arquivo|ficheiro|matéria|endereço",
        "não encontrada|não encontrado|não existe|não foi encontrada|não foi encontrado|"
        "indisponível|não disponível|não está disponível|não está mais disponível|inexistente|"
        "foi removida|foi removido|removida|removido|não localizada|já não existe|excluída|"
        "não pôde ser encontrada",
        "a|o|esta|este|essa|que|você|procura|procurou|procurada|solicitada|desculpe|erro|ops|"
        "ou|e|não|foi|mais|está|lamentamos|está|procurando"},
    ErrorWords{"it", "pagina|contenuto|articolo|notizia|documento|file|indirizzo|risorsa",
               "non trovata|non trovato|non esiste|non disponibile|non è disponibile|inesistente|"
               "non è stata trovata|non è stato trovato|non più disponibile|non esiste più|rimossa|"
               "rimosso|è stata rimossa|è stato rimosso|irraggiungibile|non è più disponibile",
               "la|il|l|questa|questo|che|stai|cercando|cerchi|richiesta|richiesto|ops|oops|siamo|"
               "spiacenti|errore|o|e|non|è|stata|stato|più|hai|cercato|web"},
    ErrorWords{"ca", "pàgina|contingut|article|notícia",
               "no trobada|no trobat|no existeix|no disponible|no s'ha trobat|no està disponible",
               "la|el|aquesta|aquest|que|busques|error|ho|sentim|ja|ups"},
    ErrorWords{"gl", "páxina|contido|artigo", "non atopada|non existe|non dispoñible|non se atopa",
               "a|o|esta|este|que|erro"},
    ErrorWords{"eu", "orria|edukia|artikulua", "ez da aurkitu|ez da existitzen|ez dago",
               "hori|hau"},
    ErrorWords{
        "nl", "pagina|artikel|inhoud|document|bestand|bericht|adres|link",
        "niet gevonden|bestaat niet|niet beschikbaar|bestaat niet meer|niet meer beschikbaar|"
        "verwijderd|kan niet gevonden worden|kon niet worden gevonden|niet vinden|onvindbaar|"
        "kan niet worden gevonden",
        "de|het|deze|dit|die|u|je|zoekt|opgevraagde|gevraagde|is|kan|kon|werd|helaas|sorry|oeps|"
        "fout|of|en|we|kunnen|worden|jij"},
    ErrorWords{"af", "bladsy|artikel|inhoud", "nie gevind nie|bestaan nie|nie beskikbaar nie",
               "die|hierdie|is|jammer"},
    ErrorWords{
        "sv", "sidan|sida|artikeln|innehållet|dokumentet|filen|inlägget",
        "hittades inte|hittades ej|finns inte|kunde inte hittas|ej hittad|finns inte längre|"
        "kan inte hittas|inte tillgänglig|inte tillgängligt|har tagits bort|borttagen|"
        "inte hittas",
        "den|det|du|söker|sökte|sökt|letar|efter|tyvärr|hoppsan|oj|fel|eller|och|har|som|längre|"
        "begärda"},
    ErrorWords{
        "da", "siden|side|artiklen|indholdet|dokumentet",
        "ikke fundet|blev ikke fundet|findes ikke|kunne ikke findes|ikke tilgængelig|"
        "eksisterer ikke|er fjernet|slettet|findes ikke længere|ikke finde",
        "den|det|du|leder|efter|søger|ups|desværre|fejl|eller|og|er|beklager|længere|vi|kan"},
    ErrorWords{
        "nb", "siden|side|artikkelen|innholdet|saken|dokumentet",
        "ikke funnet|ble ikke funnet|finnes ikke|fant ikke|ikke tilgjengelig|eksisterer ikke|"
        "er fjernet|slettet|finnes ikke lenger|fant vi ikke|finner ikke|ikke finne",
        "den|det|du|leter|etter|søker|oi|ops|dessverre|feil|eller|og|er|vi|beklager|lenger|kan"},
    ErrorWords{"is", "síðan|síða|greinin", "fannst ekki|er ekki til|finnst ekki",
               "þessi|því|miður"},
    ErrorWords{"fi", "sivua|sivu|artikkelia|artikkeli|sisältöä|sisältö",
               "ei löytynyt|ei löydy|ei ole olemassa|ei ole enää saatavilla|ei ole saatavilla|"
               "on poistettu|poistettu|ei voitu löytää",
               "hakemaasi|etsimääsi|tätä|tämä|pyydettyä|valitettavasti|hups|virhe|enää|ole"},
    ErrorWords{"et", "lehte|lehekülge|lehekülg|artiklit|lehte",
               "ei leitud|ei eksisteeri|puudub|pole", "seda|otsitud|soovitud|kahjuks|viga"},
    ErrorWords{"lv", "lapa|raksts|saturs", "nav atrasta|nav atrasts|neeksistē|nav pieejama|dzēsts",
               "šī|meklētā|pieprasītā|diemžēl|kļūda"},
    ErrorWords{"lt", "puslapis|straipsnis|turinys", "nerastas|neegzistuoja|nerasta|nepasiekiamas",
               "šis|ieškomas|deja|klaida|jūsų"},
    ErrorWords{"pl", "strona|strony|artykuł|artykułu|treść|treści|materiał|dokument|podstrona",
               "nie znaleziona|nie znaleziono|nie istnieje|nie została znaleziona|niedostępna|"
               "niedostępny|nie została odnaleziona|został usunięty|została usunięta|usunięty|"
               "usunięta|już nie istnieje|nie odnaleziono|nie jest dostępna|nie odnaleziona|"
               "nie można znaleźć",
               "ta|ten|tej|której|który|szukasz|żądana|podana|przepraszamy|ups|błąd|została|został|"
               "lub|i|jest|już|poszukiwana|niestety|szukanej|o"},
    ErrorWords{
        "cs", "stránka|stránku|článek|obsah|dokument",
        "nenalezena|nenalezen|neexistuje|nebyla nalezena|nebyl nalezen|není dostupná|"
        "není k dispozici|byl smazán|byla odstraněna|byl odstraněn|nebylo nalezeno|nenalezli|"
        "nelze nalézt",
        "tato|tento|hledaná|požadovaná|kterou|hledáte|bohužel|jejda|ups|chyba|již|už|je|jsme|"
        "omlouváme|se|požadovanou"},
    ErrorWords{"sk", "stránka|stránku|článok|obsah",
               "nenájdená|nebola nájdená|neexistuje|nebol nájdený|nie je dostupná|bola odstránená|"
               "sa nenašla|sa nenašiel|bol odstránený|nenašli",
               "táto|tento|hľadaná|požadovaná|ktorú|hľadáte|bohužiaľ|chyba|ups|už|je|sme"},
    ErrorWords{
        "sl", "stran|strani|članek|vsebina",
        "ni najdena|ne obstaja|ni bila najdena|ni na voljo|ni mogoče najti|ni bilo mogoče najti",
        "ta|iskana|zahtevana|žal|napaka|ups|več|te"},
    ErrorWords{"hr", "stranica|stranicu|članak|sadržaj|vijest|stranice|strana|clanak",
               "nije pronađena|ne postoji|nije pronađen|nije dostupna|nije dostupan|je uklonjen|"
               "je obrisan|ne može se pronaći|nije nađena|uklonjena|više ne postoji",
               "ova|ovaj|tražena|traženi|koju|tražite|žao|nam|greška|pogreška|ups|više|ta|je"},
    ErrorWords{"sr", "страница|страна|чланак|садржај|вест",
               "није пронађена|не постоји|није пронађен|није доступна|је уклоњен|није доступан",
               "ова|тражена|коју|тражите|грешка|жао|нам|је|више"},
    ErrorWords{"mk", "страницата|страната|статијата|содржината",
               "не е пронајдена|не постои|не е достапна|не е најдена", "оваа|бараната|грешка|жал"},
    ErrorWords{"bg", "страницата|страница|статията|съдържанието|документът",
               "не е намерена|не съществува|не беше намерена|не може да бъде намерена|не е налична|"
               "е изтрита|не е открита|несъществуваща|ненамерена|е премахната",
               "тази|която|търсите|търсената|заявената|за|съжаление|грешка|вече|упс"},
    ErrorWords{"ru", "страница|страницы|статья|материал|документ|контент|публикация|новость|файл",
               "не найдена|не найден|не существует|недоступна|недоступен|была удалена|был удален|"
               "удалена|удален|удалён|удалено|не обнаружена|больше не существует|отсутствует|"
               "не найдено|устарела|перемещена|нет",
               "такая|такой|эта|этой|запрашиваемая|запрошенная|которую|вы|ищете|искали|к|сожалению|"
               "извините|ой|упс|ошибка|или|и|на|сайте|возможно|была|был|данная|запрашиваемый"},
    ErrorWords{
        "uk", "сторінка|сторінку|сторінки|стаття|матеріал|новина|документ",
        "не знайдена|не знайдено|не існує|не знайдений|недоступна|була видалена|видалено|"
        "видалена|відсутня|більше не існує|немає|видалений",
        "така|такої|ця|цієї|яку|ви|шукаєте|запитувана|на|жаль|вибачте|помилка|ой|або|і|шукали"},
    ErrorWords{"be", "старонка|старонку|артыкул", "не знойдзена|не існуе|выдалена|недаступная",
               "гэтая|якую|вы|шукаеце|памылка|на|жаль"},
    ErrorWords{
        "ro", "pagina|articolul|conținutul|documentul",
        "nu a fost găsită|nu a fost găsit|nu există|nu mai există|negăsită|inexistentă|"
        "nu este disponibilă|nu a putut fi găsită|a fost ștearsă|a fost șters|nu a fost gasita|"
        "nu exista",
        "această|aceasta|acest|pe|care|o|căutați|căutată|solicitată|ne|pare|rău|eroare|ups"},
    ErrorWords{"hu", "oldal|az oldal|cikk|tartalom|a cikk",
               "nem található|nem létezik|nem elérhető|nem érhető el|törölték|törölve|nem találtuk|"
               "már nem létezik",
               "a|az|ez|keresett|kért|sajnos|hiba|hoppá|sajnáljuk|már|oldalt"},
    ErrorWords{"sq", "faqja|artikulli|përmbajtja", "nuk u gjet|nuk ekziston|nuk u gjend",
               "kjo|gabim"},
    ErrorWords{"el", "σελίδα|άρθρο|περιεχόμενο|η σελίδα|έγγραφο|αρχείο",
               "δεν βρέθηκε|δε βρέθηκε|δεν υπάρχει|δεν είναι διαθέσιμη|δεν είναι διαθέσιμο|"
               "έχει αφαιρεθεί|έχει διαγραφεί|δεν υπάρχει πλέον|αφαιρέθηκε",
               "η|το|αυτή|αυτό|που|ζητήσατε|αναζητάτε|ψάχνετε|σφάλμα|λυπούμαστε|ουπς|πλέον"},
    ErrorWords{
        "tr", "sayfa|sayfası|içerik|haber|makale|yazı|dosya",
        "bulunamadı|mevcut değil|bulunamıyor|yok|kaldırılmış|kaldırıldı|silinmiş|"
        "yayından kaldırıldı|artık mevcut değil|bulunamamıştır",
        "bu|böyle|bir|aradığınız|istenen|istediğiniz|üzgünüz|hata|ulaşmak|maalesef|artık|oops"},
    ErrorWords{"az", "səhifə|məqalə|xəbər", "tapılmadı|mövcud deyil|silinib",
               "bu|axtardığınız|xəta"},
    ErrorWords{"kk", "бет|парақ|мақала", "табылмады|жоқ|жойылған", "бұл|іздеген|сіз|қате"},
    ErrorWords{"uz", "sahifa|maqola", "topilmadi|mavjud emas", "bu|siz|xato"},
    ErrorWords{"ka", "გვერდი|სტატია", "ვერ მოიძებნა|არ მოიძებნა|არ არსებობს", "ეს|მოთხოვნილი"},
    ErrorWords{"hy", "էջը|հոդվածը|էջ", "չի գտնվել|գոյություն չունի|չգտնվեց", "այս|այդ|ձեր"},
    ErrorWords{"ar", "الصفحة|صفحة|المقال|المحتوى|الخبر|المقالة",
               "غير موجودة|غير موجود|لم يتم العثور|غير متوفرة|غير متاحة|غير متوفر|غير متاح|"
               "لم يتم العثور على|تم حذف|تعذر العثور|لا يمكن العثور|لم نجد|تم حذفها|محذوفة",
               "هذه|هذا|عذرا|عفوا|المطلوبة|المطلوب|التي|تبحث|عنها|خطأ|على|عن|آسف|نأسف"},
    ErrorWords{"fa", "صفحه|مطلب|خبر|محتوا|مقاله|صفحه‌ای",
               "یافت نشد|پیدا نشد|وجود ندارد|موجود نیست|حذف شده|در دسترس نیست|حذف شده است",
               "این|مورد|نظر|درخواستی|متاسفانه|خطا|شما|که|دنبال"},
    ErrorWords{"ur", "صفحہ|مضمون", "نہیں ملا|موجود نہیں|دستیاب نہیں", "یہ|معذرت|مطلوبہ"},
    ErrorWords{"he", "הדף|דף|הכתבה|העמוד|עמוד|התוכן",
               "לא נמצא|לא נמצאה|אינו קיים|לא קיים|אינו זמין|הוסר|הוסרה|לא קיימת",
               "זה|שחיפשת|המבוקש|מצטערים|שגיאה|אופס|שביקשת"},
    ErrorWords{"hi", "पेज|पृष्ठ|पन्ना|लेख|खबर",
               "नहीं मिला|नहीं मिली|मौजूद नहीं|उपलब्ध नहीं|हटा दिया गया|मौजूद नहीं है",
               "यह|आप|जो|क्षमा|करें|है"},
    ErrorWords{"bn", "পৃষ্ঠা|পাতা|পেজ|খবর", "পাওয়া যায়নি|খুঁজে পাওয়া যায়নি|নেই", "এই|দুঃখিত"},
    ErrorWords{"ta", "பக்கம்|கட்டுரை", "கிடைக்கவில்லை|காணப்படவில்லை|இல்லை", "இந்த|மன்னிக்கவும்"},
    ErrorWords{"th", "หน้า|หน้านี้|หน้าเว็บ|บทความ|เนื้อหา", "ไม่พบ|ไม่มี|ไม่สามารถใช้งานได้|ถูกลบ",
               "ที่|คุณ|ต้องการ|ขออภัย|นี้|กำลังค้นหา|เว็บ"},
    ErrorWords{"vi", "trang|bài viết|nội dung|đường dẫn",
               "không tìm thấy|không tồn tại|không có|đã bị xóa|không còn tồn tại",
               "này|bạn|yêu|cầu|tìm|kiếm|lỗi|rất|tiếc|xin|được"},
    ErrorWords{
        "id", "halaman|artikel|konten|berita|laman",
        "tidak ditemukan|tidak tersedia|tidak ada|telah dihapus|dihapus|tidak dapat ditemukan|"
        "tidak wujud|tidak dijumpai",
        "ini|yang|anda|cari|maaf|diminta|kesalahan|ups"},
    ErrorWords{"tl", "pahina|artikulo", "hindi nahanap|hindi makita|hindi natagpuan", "ang|na|ito"},
    ErrorWords{"sw", "ukurasa|makala", "haukupatikana|haipatikani|haupo", "huu|samahani"},
    ErrorWords{
        "ko", "페이지를|페이지|페이지가|기사|기사를|콘텐츠|게시물|문서",
        "찾을 수 없습니다|찾을 수 없음|존재하지 않습니다|존재하지 않는|없습니다|삭제되었습니다|"
        "삭제된|없는",
        "요청하신|해당|이|죄송합니다|오류|입니다|또는|페이지입니다|기사입니다"},
    ErrorWords{"ja", "ページ|記事|ファイル|コンテンツ|お探しのページ",
               "見つかりません|見つかりませんでした|存在しません|ありません|削除されました|"
               "見つかりませんでした|表示できません|削除された|終了しました",
               "お探しの|ご指定の|指定された|この|は|が|を|申し訳|ございません|エラー|または|掲載"},
    ErrorWords{
        "zh", "页面|頁面|网页|網頁|文章|内容|內容|新闻|您访问的页面|链接",
        "不存在|找不到|未找到|无法找到|無法找到|已删除|已被删除|已刪除|已被刪除|没有找到|沒有找到|"
        "走丢了|已失效|不见了|已下线|不在了|无法访问",
        "您|你|访问|訪問|的|该|該|此|抱歉|对不起|對不起|错误|錯誤|了|查找|请求|或|要|可能|很"},
};

}  // namespace

std::span<const ErrorWords> error_words() {
  return kWords;
}

}  // namespace tearsheet::extract

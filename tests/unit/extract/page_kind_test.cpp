// What kind of page it is, in several languages; above all that no article is called something
// else, because a crawl drops what is none.
#include <gtest/gtest.h>

#include "extract/extract.h"
#include "extract/kind/page_kind.h"

namespace tearsheet::extract {
namespace {

using records::PageKind;

struct Voice {
  std::string headline, sentence, teaser;
};
const Voice kEnglish{"Water came over the quay in the night",
                     "The water came up over the quay in the morning, and people who live by the "
                     "harbour carried their boats inland before the wind turned. ",
                     "People carried their boats inland before the wind turned round, they said."};
const Voice kGerman{"Wasser trat in der Nacht über die Kaimauer",
                    "Das Wasser stieg am Morgen über die Kaimauer, und wer am Hafen wohnt, zog "
                    "sein Boot an Land, bevor der Wind drehte. ",
                    "Die Leute zogen ihre Boote an Land, bevor der Wind am Abend drehte."};
const Voice kRussian{"Ночью вода поднялась выше причала",
                     "Утром вода поднялась выше причала, и жители порта успели перенести лодки на "
                     "берег до того, как переменился ветер. ",
                     "Жители перенесли лодки на берег до того, как переменился ветер."};
const Voice kJapanese{"夜のうちに岸壁を越えて水があふれた港町の朝",
                      "朝になって水は岸壁を越え、港のそばに住む人びとは風が変わる前に舟を陸へ運び上"
                      "げたという。",
                      "風が変わる前に住民たちは舟を陸へ運び上げたと人びとは語った。"};
const Voice kKorean{
    "밤사이 부두 위로 물이 넘쳐 오른 항구 마을",
    "아침이 되자 물이 부두 위로 올라왔고 항구 근처에 사는 사람들은 바람이 바뀌기 전에 "
    "배를 뭍으로 옮겼다. ",
    "주민들은 바람이 바뀌기 전에 배를 뭍으로 옮겼다고 말했다."};
const Voice kArabic{"المياه ترتفع فوق رصيف الميناء ليلا",
                    "ارتفعت المياه صباحا فوق الرصيف ونقل سكان الميناء قواربهم إلى اليابسة قبل أن "
                    "تتغير الريح في المساء. ",
                    "نقل سكان الميناء قواربهم إلى اليابسة قبل أن تتغير الريح في المساء كما قالوا."};

std::string repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}
std::string prose(const Voice& voice, int paragraphs) {
  return repeat("<p>" + repeat(voice.sentence, 2) + "</p>", paragraphs);
}
std::string article(const Voice& voice, int paragraphs) {
  return "<title>" + voice.headline + "</title><article><h1>" + voice.headline +
         "</h1><time datetime='2026-02-03'>03.02.2026</time>" + prose(voice, paragraphs) +
         "</article>";
}
std::string related(const Voice& voice, int count) {
  std::string out = "<div class='grid'>";
  for (int i = 0; i < count; ++i)
    out += "<div><a href='/n/2026/" + std::to_string(1000 + i) + "'>" + voice.headline + " " +
           std::to_string(i) + "</a></div>";
  return out + "</div>";
}
std::string list(const Voice& voice, const std::string& before, const std::string& behind,
                 int count = 12) {
  std::string out = "<title>Lamp</title><div class='m'>";
  for (int i = 0; i < count; ++i)
    out += before + "<a href='/n/2026/" + std::to_string(1000 + i) + "'>" + voice.headline + " " +
           std::to_string(i) + "</a>" + behind + voice.teaser + " " + std::to_string(i) + "</div>";
  return out + "</div>";
}

struct Case {
  const char* name;
  std::string html;
  const char* url;
  PageKind kind;
};
class Kind : public testing::TestWithParam<Case> {};

TEST_P(Kind, IsToldWithAReason) {
  const auto page = html::Document::parse(GetParam().html);
  ASSERT_TRUE(page);
  PageContext context;
  context.url = *url::Url::parse(GetParam().url);
  const auto got = extract_article(*page, context);
  EXPECT_EQ(got.kind, GetParam().kind) << records::to_string(got.kind) << ": " << got.kind_reason;
  EXPECT_FALSE(got.kind_reason.empty());
}

constexpr const char* kStory = "https://lamp.example/n/2026/1001";
constexpr const char* kSection = "https://lamp.example/coast/";
const std::string kLoginForm =
    "<form><input name='u'><input type='password'><button>OK</button></form>";

std::string about(const Voice& voice) {
  return "<title>" + voice.headline + "</title><main><h1>" + voice.headline + "</h1>" +
         prose(voice, 6) + "</main>";
}

constexpr const char* kAbout = "https://lamp.example/about";

std::string thread(const Voice& voice, int posts) {
  std::string out =
      "<title>" + voice.headline + "</title><div class='topic'><h1>" + voice.headline + "</h1>";
  for (int i = 0; i < posts; ++i) {
    out += "<div class='post'><div class='poster'><a class='member' href='/u/" + std::to_string(i) +
           "'>boat" + std::to_string(i) + "</a> <span class='posts'>" + std::to_string(31 * i) +
           "</span></div><time datetime='2026-02-0" + std::to_string(1 + i % 9) +
           "T10:00'>10:00</time><div class='postbody'>" + voice.teaser + " " + std::to_string(i) +
           "</div><a class='reply' href='/r/" + std::to_string(i) + "'>+</a></div>";
  }
  return out + "</div><form class='quick-reply'><textarea></textarea><button>+</button></form>";
}
std::string ware(const Voice& voice) {
  return "<title>Lamp</title><nav><ul>" +
         repeat("<li><a href='/c/x'>Lamps and lights</a></li>", 20) +
         "</ul></nav><div class='product' itemscope itemtype='https://schema.org/Product'>"
         "<h1>Brass lamp</h1><div class='product-gallery'>" +
         repeat("<img src='/1.jpg'>", 12) +
         "</div><span class='price' itemprop='price'>$ 24.90</span><form class='cart'>"
         "<select class='variant'><option>S</select><input class='qty'><input name='sku'>"
         "<button class='add-to-cart'>+</button></form><div class='product-text'>" +
         prose(voice, 2) + "<ul><li>12 cm</li><li>80 g</li></ul></div><div class='products'>" +
         repeat(
             "<div class='product-card'><a href='/p/7'><img src='/7.jpg'>Lamp</a>"
             "<span class='price'>$ 9.90</span><button class='cart'>+</button></div>",
             12) +
         "</div></div>";
}

INSTANTIATE_TEST_SUITE_P(
    PagesThatAreNoNews, Kind,
    testing::Values(
        Case{"WithoutDateAndEvidence", about(kEnglish), kAbout, PageKind::kPage},
        Case{"Korean", about(kKorean), "https://lamp.example/company/intro", PageKind::kPage},
        Case{"WithAPageOfStructuredData",
             "<script type='application/ld+json'>{\"@type\":\"WebPage\",\"name\":\"About\","
             "\"dateModified\":\"2026-01-01\"}</script>" +
                 about(kEnglish),
             kAbout, PageKind::kPage},
        Case{"NotWithADate", "<time datetime='2026-02-03'>03.02.2026</time>" + about(kEnglish),
             kAbout, PageKind::kArticle},
        Case{"NotWithStructuredData",
             "<script type='application/ld+json'>{\"@type\":\"NewsArticle\"}</script>" +
                 about(kEnglish),
             kAbout, PageKind::kArticle},
        Case{"NotWithOpenGraphThatSaysArticle",
             "<meta property='og:type' content='article'>" + about(kEnglish), kAbout,
             PageKind::kArticle},
        Case{"NotWithAnAddressLikeAStorys", about(kEnglish),
             "https://lamp.example/water-came-over-the-quay", PageKind::kArticle},
        Case{"NotWithAByline", "<meta name='author' content='Ann Lee'>" + about(kEnglish), kAbout,
             PageKind::kArticle}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Kind, OfAnUndatedPageIsArticleWhereAListingHadItsHeadline) {
  const auto page = html::Document::parse(about(kEnglish));
  const auto kind_with = [&](const std::string& listed) {
    records::ListingItem hint;
    hint.title = listed;
    PageContext context;
    context.url = *url::Url::parse(kAbout);
    context.hint = &hint;
    return extract_article(*page, context).kind;
  };
  EXPECT_EQ(kind_with("About us"), PageKind::kPage);
  EXPECT_EQ(kind_with(kEnglish.headline), PageKind::kArticle);
}

TEST(Kind, OfAnAnnouncedPageIsArticleInDoubt) {
  const auto page = html::Document::parse(thread(kEnglish, 6));
  PageContext context;
  context.url = *url::Url::parse("https://lamp.example/t/31");
  const auto found = extract_article(*page, context);
  records::ListingItem hint;
  hint.title = kEnglish.headline;
  context.hint = &hint;
  const auto announced = extract_article(*page, context);
  EXPECT_EQ(found.kind, PageKind::kForum) << found.kind_reason;
  EXPECT_NE(announced.kind, PageKind::kForum) << announced.kind_reason;
}

TEST(Kind, LowersTheConfidenceOfWhatReadsLittleLikeAnArticle) {
  const auto confidence = [](const std::string& html) {
    PageContext context;
    context.url = *url::Url::parse(kStory);
    return extract_article(*html::Document::parse(html), context).confidence;
  };
  EXPECT_GT(confidence(article(kEnglish, 5)), 0.8);
  EXPECT_LT(confidence(ware(kEnglish)), 0.5);
}

TEST(Kind, OfAPageFromNowhereIsArticleInDoubt) {
  const auto page = html::Document::parse(about(kEnglish));
  EXPECT_EQ(extract_article(*page, {}).kind, PageKind::kArticle);
}

INSTANTIATE_TEST_SUITE_P(
    Articles, Kind,
    testing::Values(
        Case{"German", article(kGerman, 5), kStory, PageKind::kArticle},
        Case{"ShortJapaneseAmongManyHeadlines", article(kJapanese, 2) + related(kJapanese, 40),
             kStory, PageKind::kArticle},
        Case{"ShortKoreanAmongManyHeadlines", article(kKorean, 2) + related(kKorean, 40), kStory,
             PageKind::kArticle},
        Case{"RussianWithALoginFormInItsHeader", kLoginForm + article(kRussian, 2), kStory,
             PageKind::kArticle},
        Case{"InAWrapperWhoseClassSoundsLikeConsent",
             "<div class='cmp-page'>" + article(kJapanese, 2) + "<button>+</button></div>", kStory,
             PageKind::kArticle},
        Case{"AHeadlineThatHoldsNotFound",
             "<title>Missing boat not found after three days | Lamp</title><article><h1>Missing "
             "boat not found after three days</h1>" +
                 prose(kEnglish, 2) + "</article>",
             kStory, PageKind::kArticle},
        Case{"AHeadlineThatBeginsWithACode",
             "<title>404 boats were carried inland in one night</title><article><h1>404 boats were "
             "carried inland in one night</h1>" +
                 prose(kEnglish, 2) + "</article>",
             kStory, PageKind::kArticle},
        Case{"DrawnByScriptsButWithItsText",
             "<div id='__next'>" + article(kArabic, 2) + "</div><script src='/a.js'></script>",
             kStory, PageKind::kArticle},
        Case{"WithALinkedHeadlineBetweenItsParagraphs",
             article(kGerman, 3) + related(kGerman, 1) + prose(kGerman, 3) + related(kGerman, 1) +
                 prose(kGerman, 2),
             kStory, PageKind::kArticle},
        Case{"WithALinkBeforeThreeParagraphs",
             article(kRussian, 1) + related(kRussian, 1) + prose(kRussian, 3), kStory,
             PageKind::kArticle},
        Case{"InAWrapperWhoseClassSoundsLikeComments",
             "<div class='has-comments comment-page'>" + article(kEnglish, 4) + "</div>", kStory,
             PageKind::kArticle},
        Case{"ShortWithARichSidebarAndNoMetadata",
             "<title>Lamp</title><h1>" + kGerman.headline + "</h1><p>03.02.2026</p>" +
                 prose(kGerman, 2) + "<div class='side'>" + related(kGerman, 30) + "</div>",
             kStory, PageKind::kArticle},
        Case{"WithTimesInItsText",
             "<title>Tides</title><h1>The tides of Monday</h1>" + prose(kEnglish, 3) +
                 "<table><tr><td>06:10<td>12:25<td>18:40<tr><td>07:00<td>13:15<td>19:30<tr><td>"
                 "07:50<td>14:05<td>20:20</table>" +
                 prose(kEnglish, 2),
             kStory, PageKind::kArticle}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Others, Kind,
    testing::Values(
        Case{"GermanSection", list(kGerman, "<div><span>03.02.2026</span> ", "<br>"), kSection,
             PageKind::kListing},
        Case{"JapaneseSection", list(kJapanese, "<div><h3>", "</h3>"), kSection,
             PageKind::kListing},
        Case{"KoreanSectionOfWholeTeasers", list(kKorean, "<div>", "<p>"), kSection,
             PageKind::kListing},
        Case{"ArabicSection", list(kArabic, "<div><h2>", "</h2><p>"), kSection, PageKind::kListing},
        Case{"EnglishThread", thread(kEnglish, 12), "https://lamp.example/viewtopic.php?t=31",
             PageKind::kForum},
        Case{"RussianThread", thread(kRussian, 12), "https://lamp.example/t/31", PageKind::kForum},
        Case{"EnglishWare", ware(kEnglish), "https://lamp.example/shop/lamp", PageKind::kProduct},
        Case{"RussianHomePageWithABlurb",
             list(kRussian, "<div>", "<br>", 8) + "<div><p>" + repeat(kRussian.sentence, 3) +
                 "</p></div>",
             "https://lamp.example/", PageKind::kListing},
        Case{"FrenchError",
             "<title>Page introuvable - Lamp</title><h1>Oups</h1><p>La page demandée n'existe "
             "pas ou plus sur ce site.</p>",
             kStory, PageKind::kErrorPage},
        Case{"RussianError",
             "<title>Ошибка 404</title><h1>Ошибка 404</h1><p>Такой страницы нет на этом "
             "сайте.</p>" +
                 related(kRussian, 10),
             kStory, PageKind::kErrorPage},
        Case{"JapaneseError",
             "<title>ページが見つかりません | Lamp</title><p>お探しのページはありません。</p>",
             kStory, PageKind::kErrorPage},
        Case{"GermanConsent",
             "<title>Lamp</title><div class='consent-layer'><h2>Ihre Wahl</h2><p>" +
                 repeat("Wir und unsere Partner speichern Angaben auf Ihrem Gerät und lesen sie. ",
                        4) +
                 "</p><button>Annehmen</button><button>Ablehnen</button></div>",
             kStory, PageKind::kConsentWall},
        Case{"SpanishLogin",
             "<title>Entrar</title><h1>Entrar</h1>" + kLoginForm +
                 "<p>Para seguir leyendo hay que entrar con su cuenta.</p>",
             kStory, PageKind::kLoginWall},
        Case{"ShellWithMenuAndNotice",
             "<title>Lamp</title><nav>" + repeat("<a href='/s'>Section</a> ", 30) +
                 "</nav><div id='root'></div><noscript>You need to enable scripts to read "
                 "this.</noscript><script src='/a.js'></script>",
             kStory, PageKind::kScriptShell},
        Case{"LiveblogByItsTimes",
             "<title>Sturm</title><article><h1>Der Sturm im Ticker</h1>" +
                 repeat("<div><span>14:05</span><p>" + kGerman.sentence + kGerman.sentence +
                            "</p></div>",
                        12) +
                 "</article>",
             kStory, PageKind::kLiveblog},
        Case{"Gallery",
             "<title>Boats</title><article><h1>The boats of the night</h1>" + prose(kEnglish, 2) +
                 repeat("<figure><img src='/i/boat.jpg'><figcaption>A boat that was carried "
                        "inland.</figcaption></figure>",
                        12) +
                 prose(kEnglish, 1) + "</article>",
             kStory, PageKind::kGallery}),
    [](const auto& test) { return std::string(test.param.name); });

struct TitleCase {
  const char* title;
  bool is_error;
};
TEST(ErrorTitle, IsACodeOrAPhraseAndLittleElse) {
  static constexpr TitleCase kCases[] = {
      {"404", true},
      {"Error 404", true},
      {"404 Not Found", true},
      {"404 - the page you asked for was not found", true},
      {"Lamp Post | Page not found", true},
      {"Seite nicht gefunden – Lampe", true},
      {"503 Service Temporarily Unavailable", true},
      {"找不到页面", true},
      {"Lamp Post | Harbour :: Boats - 404", true},
      {"Lamp Post | Page not found | ", true},
      {"Lamp Post | Harbour | Boats | ", false},
      {"The page you are looking for could not be found", true},
      {"Oops! This page doesn't exist | Lamp Post", true},
      {"Sorry, this article is no longer available", true},
      {"Diese Seite existiert leider nicht mehr", true},
      {"Oups ! Cette page est introuvable | Lampe", true},
      {"Contenido no disponible | Farol", true},
      {"La pagina che cerchi non esiste", true},
      {"Página não encontrada - Farol", true},
      {"De pagina die u zoekt bestaat niet meer", true},
      {"Sidan du letar efter finns inte", true},
      {"Artykuł został usunięty", true},
      {"Stránka, kterou hledáte, neexistuje", true},
      {"Запрашиваемая страница была удалена", true},
      {"Сторінку не знайдено", true},
      {"Η σελίδα δεν βρέθηκε", true},
      {"Aradığınız sayfa bulunamadı", true},
      {"الصفحة المطلوبة غير موجودة", true},
      {"صفحه مورد نظر یافت نشد", true},
      {"הדף לא נמצא", true},
      {"您访问的页面不存在", true},
      {"お探しのページは見つかりませんでした", true},
      {"요청하신 페이지를 찾을 수 없습니다", true},
      {"Halaman yang Anda cari tidak ditemukan", true},
      {"ไม่พบหน้าที่คุณต้องการ", true},
      {"Page of the oldest harbour book not found in the archive", false},
      {"Artikel 5 wurde nach der Klage des Hafens gelöscht", false},
      {"Seite an Seite: zwei Boote nicht gefunden", false},
      {"404 boats were carried inland", false},
      {"Missing boat not found", false},
      {"The forbidden harbour of the north and its boats", false},
      {"500 days at sea", false},
      {"Comedy of errors at the harbour", false},
      {"", false},
  };
  for (const auto& one : kCases) EXPECT_EQ(names_error(one.title), one.is_error) << one.title;
}

TEST(ErrorText, SaysThatThePageIsNotThereAndNothingElse) {
  EXPECT_TRUE(says_gone("Sorry! The page you requested no longer exists. Try the search."));
  EXPECT_TRUE(says_gone("El contenido que busca ya no está disponible. Vuelva a la portada."));
  EXPECT_FALSE(says_gone("A page of the harbour book was removed in the night, its keeper said."));
  EXPECT_FALSE(says_gone("The boats are back. Their crews slept until noon. Page not found."));
}

TEST(PaywallNotice, StopsNobodyWhereItIsHidden) {
  const std::string notice =
      "<div class='paywall' @><p>You have read your last free article. Subscribe now to go on reading "
      "this and all other stories of the month.</p></div>";
  const auto kind_with = [&](const char* attribute) {
    std::string made = notice;
    made.replace(made.find('@'), 1, attribute);
    const auto page = html::Document::parse(article(kEnglish, 2) + made);
    PageContext context;
    context.url = *url::Url::parse("https://coast.example/2026/02/water-came-over-the-quay");
    return extract_article(*page, context).kind;
  };
  EXPECT_EQ(kind_with(""), PageKind::kPaywalled);
  EXPECT_EQ(kind_with(" hidden"), PageKind::kArticle);
  EXPECT_EQ(kind_with("><div class='is-hidden'"), PageKind::kArticle);
  EXPECT_EQ(kind_with(" style=display:none"), PageKind::kArticle);
}

}  // namespace
}  // namespace tearsheet::extract

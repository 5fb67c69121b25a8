// Collected from the bylines that newspapers print, by language; lower case, one word or a fixed
// phrase each.
#include "extract/authors/authors_table.h"

#include <array>

namespace tearsheet::extract {
namespace {

constexpr auto kOpeners = std::to_array<std::string_view>({
    "written by",
    "posted by",
    "published by",
    "reported by",
    "story by",
    "text by",
    "words by",
    "article by",
    "review by",
    "author:",
    "authors:",
    "author",
    "by:",
    "by",
    "von:",
    "von",
    "text:",
    "autor:",
    "autorin:",
    "autoren:",
    "par:",
    "par",
    "auteur:",
    "auteur :",
    "por:",
    "por",
    "di",
    "door:",
    "door",
    "av:",
    "av",
    "af",
    "tekst:",
    "text av",
    "foto:",
    "przez",
    "autor",
    "oleh:",
    "oleh",
    "yazan:",
    "автор:",
    "автор",
    "текст:",
    "문/",
    "文/",
    "文 ",
    "作者：",
    "作者:",
    "记者",
    "記者",
    "撰文：",
    "نوشته",
    "كتب:",
    "كتب",
    "بقلم:",
    "بقلم",
    "ein artikel von",
    "ein kommentar von",
    "eine analyse von",
    "ein beitrag von",
    "aus dem englischen von",
    "propos recueillis par",
    "de",
    "geschreven door",
    "kirjoittanut",
    "skrevet av",
    "skrevet af",
    "skriven av",
    "napsal",
    "redacción:",
    "auteur",
    "autore:",
    "autorin",
    "forfatter:",
    "författare:",
    "skrevet av:",
    "words:",
    "story:",
    "text & fotos:",
    "text und fotos:",
    "text & bild:",
    "reporter:",
    "reporting by",
    "created by",
    "authored by",
    "contributed by",
    "submitted by",
    "eingestellt von",
    "verfasst von",
    "geschrieben von",
    "gepostet von",
    "blog beitrag von",
    "beitrag von",
    "artikel von",
    "kommentar von",
    "gespeichert von",
    "alles von",
    "publié par",
    "rédigé par",
    "écrit par",
    "publicado por",
    "escrito por",
    "scritto da",
    "a cura di",
    "投稿者",
    "投稿者：",
    "著者：",
    "責任編集",
    "责编：",
    "责任编辑：",
    "編集：",
    "文：",
    "記者：",
});

// Labels that stand in a block of their own, beside or above the names.
constexpr auto kLabels = std::to_array<std::string_view>({
    "written by",     "researched by", "reviewed by",
    "words",          "byline",        "author",
    "authors",        "the author",    "about the author",
    "autor",          "autor/in",      "autorin/autor",
    "autor*in",       "autorin",       "autoren",
    "über den autor", "auteur",        "auteurs",
    "autore",         "autores",       "a note from",
    "forfatter",      "författare",    "kirjoittaja",
    "yazar",          "penulis",       "szerző",
    "автор",          "作者",          "著者",
    "記者",           "기자",
});

constexpr auto kJoiners = std::to_array<std::string_view>({
    " and ",  " & ", " und ", " et ",   " y ",   " e ",  " en ",  " og ", " och ", " ja ",
    " oraz ", " i ", " и ",   " with ", " mit ", " ve ", " dan ", " și ", " a ",
});

constexpr auto kRoles = std::to_array<std::string_view>({
    "staff",         "writer",        "reporter",
    "correspondent", "editor",        "editors",
    "editorial",     "journalist",    "contributor",
    "columnist",     "chief",         "bureau",
    "desk",          "newsroom",      "team",
    "agency",        "agencies",      "press",
    "news",          "newspaper",     "times",
    "photographer",  "producer",      "admin",
    "administrator", "redaktion",     "redaktor",
    "redakcja",      "redacción",     "redaccion",
    "rédaction",     "redazione",     "redactie",
    "redação",       "redacao",       "redakteur",
    "redakteurin",   "korrespondent", "korrespondentin",
    "journaliste",   "periodista",    "giornalista",
    "online",        "website",       "media",
    "gmbh",          "inc",           "ltd",
    "llc",           "magazine",      "published",
    "updated",       "posted",        "comments",
    "follow",        "subscribe",     "share",
    "email",         "e-mail",        "twitter",
    "facebook",      "minutes",       "min",
    "read",          "guest",         "associated",
    "senior",        "director",      "university",
    "professor",     "president",     "institute",
    "редакция",      "編集部",        "编辑",
    "편집부",        "تحرير",         "webdesk",
    "web",           "anonymous",     "unknown",
    "user",          "webmaster",
});

}  // namespace

std::span<const std::string_view> byline_openers() {
  return kOpeners;
}
std::span<const std::string_view> byline_labels() {
  return kLabels;
}
std::span<const std::string_view> name_joiners() {
  return kJoiners;
}
std::span<const std::string_view> role_words() {
  return kRoles;
}

}  // namespace tearsheet::extract

// Collected from the bylines that newspapers print, by language; lower case, one word or a fixed phrase each.
#include "extract/authors_table.h"

#include <array>

namespace tearsheet::extract {
namespace {

constexpr auto kOpeners = std::to_array<std::string_view>({
    "written by", "posted by", "published by", "reported by", "story by", "text by", "words by", "article by", "review by",
    "author:", "authors:", "author", "by:", "by", "von:", "von", "text:", "autor:", "autorin:", "autoren:", "par:", "par", "auteur:", "auteur :", "por:",
    "por", "di", "door:", "door", "av:", "av", "af", "tekst:", "text av", "foto:", "przez", "autor", "oleh:", "oleh", "yazan:", "автор:",
    "автор", "текст:", "문/", "文/", "文 ", "作者：", "作者:", "记者", "記者", "撰文：", "نوشته", "كتب:", "كتب", "بقلم:", "بقلم",
    "ein artikel von", "ein kommentar von", "eine analyse von", "ein beitrag von", "aus dem englischen von", "propos recueillis par",
    "de", "geschreven door", "kirjoittanut", "skrevet av", "skrevet af", "skriven av", "napsal", "redacción:",
});

constexpr auto kJoiners = std::to_array<std::string_view>({
    " and ", " & ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " ja ", " oraz ", " i ", " и ", " with ", " mit ", " ve ", " dan ", " și ", " a ",
});

constexpr auto kRoles = std::to_array<std::string_view>({
    "staff", "writer", "reporter", "correspondent", "editor", "editors", "editorial", "journalist", "contributor", "columnist", "chief",
    "bureau", "desk", "newsroom", "team", "agency", "agencies", "press", "news", "newspaper", "times", "reuters", "afp", "ap", "dpa", "apa", "ansa", "efe",
    "tass", "xinhua", "bloomberg", "photographer", "producer", "admin", "administrator", "redaktion", "redaktor", "redakcja", "redacción",
    "redaccion", "rédaction", "redazione", "redactie", "redação", "redacao", "redakteur", "redakteurin", "korrespondent", "korrespondentin",
    "journaliste", "periodista", "giornalista", "online", "website", "media", "gmbh", "inc", "ltd", "llc", "magazine", "published", "updated", "posted",
    "comments", "follow", "subscribe", "share", "email", "e-mail", "twitter", "facebook", "minutes", "min", "read", "guest", "associated", "senior", "director",
    "university", "professor", "president", "institute", "редакция", "編集部", "编辑", "편집부", "تحرير", "webdesk", "web", "anonymous", "unknown", "user", "webmaster",
});

}  // namespace

std::span<const std::string_view> byline_openers() { return kOpeners; }
std::span<const std::string_view> name_joiners() { return kJoiners; }
std::span<const std::string_view> role_words() { return kRoles; }

}  // namespace tearsheet::extract

// How wire services are credited, over all sites alike. Sources: the services' own pages on how to
// credit them, and the lists of members of MINDS International and the European Alliance of News
// Agencies.
#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "text/text.h"

namespace tearsheet::text {
namespace {

constexpr auto kNames = std::to_array<WireName>({
    {"Reuters", "Reuters", true},
    {"REUTERS", "Reuters"},
    {"Thomson Reuters", "Reuters"},
    {"Associated Press", "Associated Press"},
    {"ASSOCIATED PRESS", "Associated Press"},
    {"AP", "Associated Press", true},
    {"Agence France-Presse", "Agence France-Presse"},
    {"AFP", "Agence France-Presse", true},
    {"Bloomberg", "Bloomberg", true},
    {"Bloomberg News", "Bloomberg"},
    {"UPI", "United Press International"},
    {"United Press International", "United Press International"},
    {"Dow Jones Newswires", "Dow Jones Newswires"},
    {"Deutsche Presse-Agentur", "dpa"},
    {"dpa", "dpa", true},
    {"DPA", "dpa"},
    {"epd", "epd"},
    {"KNA", "KNA"},
    {"SID", "SID"},
    {"APA", "APA", true},
    {"Keystone-SDA", "Keystone-SDA"},
    {"sda", "Keystone-SDA"},
    {"SDA", "Keystone-SDA"},
    {"ATS", "Keystone-ATS"},
    {"Keystone-ATS", "Keystone-ATS"},
    {"EFE", "EFE", true},
    {"Europa Press", "Europa Press"},
    {"ANSA", "ANSA", true},
    {"Adnkronos", "Adnkronos", true},
    {"AGI", "AGI"},
    {"Lusa", "Lusa"},
    {"LUSA", "Lusa"},
    {"Belga", "Belga"},
    {"BELGA", "Belga"},
    {"ANP", "ANP"},
    {"Ritzau", "Ritzau", true},
    {"ritzau", "Ritzau"},
    {"NTB", "NTB"},
    {"TT", "TT"},
    {"STT", "STT"},
    {"PAP", "PAP"},
    {"ČTK", "ČTK"},
    {"CTK", "ČTK"},
    {"TASR", "TASR"},
    {"MTI", "MTI"},
    {"HINA", "HINA"},
    {"Hina", "HINA"},
    {"STA", "STA"},
    {"Tanjug", "Tanjug", true},
    {"Agerpres", "Agerpres", true},
    {"AGERPRES", "Agerpres"},
    {"BTA", "BTA"},
    {"Anadolu Agency", "Anadolu Agency"},
    {"Anadolu Ajansı", "Anadolu Agency"},
    {"AA", "Anadolu Agency"},
    {"DHA", "Demirören Haber Ajansı"},
    {"TASS", "TASS", true},
    {"ТАСС", "TASS"},
    {"Interfax", "Interfax", true},
    {"Интерфакс", "Interfax"},
    {"Ukrinform", "Ukrinform", true},
    {"Укрінформ", "Ukrinform"},
    {"BELTA", "BelTA"},
    {"PA Media", "PA Media"},
    {"Press Association", "PA Media"},
    {"PA", "PA Media"},
    {"Canadian Press", "The Canadian Press"},
    {"CP", "The Canadian Press"},
    {"AAP", "Australian Associated Press"},
    {"Australian Associated Press", "Australian Associated Press"},
    {"Xinhua", "Xinhua", true},
    {"新华社", "Xinhua", true},
    {"新華社", "Xinhua", true},
    {"中新社", "China News Service"},
    {"中央社", "Central News Agency"},
    {"Kyodo", "Kyodo News"},
    {"Kyodo News", "Kyodo News"},
    {"共同通信", "Kyodo News", true},
    {"共同", "Kyodo News"},
    {"Jiji", "Jiji Press"},
    {"Jiji Press", "Jiji Press"},
    {"時事", "Jiji Press"},
    {"時事通信", "Jiji Press", true},
    {"KCNA", "KCNA", true},
    {"Korean Central News Agency", "KCNA"},
    {"조선중앙통신", "KCNA"},
    {"Yonhap", "Yonhap", true},
    {"연합뉴스", "Yonhap", true},
    {"뉴시스", "Newsis"},
    {"PTI", "Press Trust of India"},
    {"Press Trust of India", "Press Trust of India"},
    {"ANI", "ANI"},
    {"IANS", "IANS"},
    {"Bernama", "Bernama", true},
    {"BERNAMA", "Bernama"},
    {"ANTARA", "Antara"},
    {"Antara", "Antara"},
    {"WAM", "WAM"},
    {"MENA", "MENA"},
    {"SPA", "Saudi Press Agency"},
    {"Agência Brasil", "Agência Brasil"},
    {"Estadão Conteúdo", "Estadão Conteúdo"},
    {"Folhapress", "Folhapress", true},
    {"FOLHAPRESS", "Folhapress"},
    {"Télam", "Télam"},
    {"Notimex", "Notimex", true},
    {"Prensa Latina", "Prensa Latina"},
    {"NAN", "News Agency of Nigeria"},
});

}  // namespace

std::span<const WireName> wire_names() {
  return kNames;
}

bool is_wire_service(std::string_view lower_word) {
  return std::ranges::any_of(kNames, [&](const WireName& name) {
    return name.is_nobody && equals_ignoring_case(name.written, lower_word);
  });
}

}  // namespace tearsheet::text

// Collected from what news sites print before their dates, by language; lower case.
#include "extract/dating/date_labels.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "text/text.h"

namespace tearsheet::extract {
namespace {

constexpr auto kUpdated = std::to_array<std::string_view>({
    "updated",
    "last updated",
    "last modified",
    "modified",
    "last edited",
    "last reviewed",
    "last revised",
    "edited",
    "aktualisiert",
    "zuletzt",
    "stand:",
    "letzte aktualisierung",
    "geändert",
    "mis à jour",
    "mis a jour",
    "mise à jour",
    "modifié",
    "dernière mise à jour",
    "actualizado",
    "última actualización",
    "actualizada",
    "modificado",
    "aggiornato",
    "ultimo aggiornamento",
    "ultima modifica",
    "atualizado",
    "atualizada",
    "última atualização",
    "bijgewerkt",
    "laatst bijgewerkt",
    "oppdatert",
    "sist oppdatert",
    "uppdaterad",
    "senast uppdaterad",
    "opdateret",
    "päivitetty",
    "zaktualizowano",
    "aktualizacja",
    "aktualizováno",
    "обновлено",
    "оновлено",
    "güncelleme",
    "diperbarui",
    "cập nhật",
    "更新",
    "最終更新",
    "수정",
    "تحديث",
    "آخر تحديث",
    "به روز رسانی",
    "به‌روزرسانی",
    "بروزرسانی",
    "আপডেট",
    "হালনাগাদ",
    "अपडेट",
    "अद्यतन",
    "अंतिम अपडेट",
    "อัปเดต",
    "อัพเดท",
    "แก้ไขล่าสุด",
    "עודכן",
    "עדכון",
    "ενημέρωση",
    "ενημερώθηκε",
    "τελευταία ενημέρωση",
    "frissítve",
    "utolsó frissítés",
    "módosítva",
    "actualizat",
    "ultima actualizare",
    "actualitzat",
    "aktualizované",
    "ažurirano",
    "zadnja izmjena",
    "posodobljeno",
    "обновена",
    "актуализирана",
    "ажурирано",
    "абноўлена",
    "atnaujinta",
    "atjaunots",
    "uuendatud",
    "uppfært",
    "kemas kini",
    "dikemas kini",
    "na-update",
    "imesasishwa",
    "eguneratua",
    "განახლდა",
    "թարմացվել է",
    "жаңартылды",
    "yenilənib",
});

constexpr auto kPublished = std::to_array<std::string_view>({
    "published",
    "posted",
    "date:",
    "date published",
    "publication date",
    "first published",
    "created",
    "veröffentlicht",
    "publiziert",
    "erstellt",
    "datum",
    "publié",
    "publiée",
    "date de publication",
    "publicado",
    "publicada",
    "fecha",
    "data:",
    "pubblicato",
    "data di pubblicazione",
    "gepubliceerd",
    "geplaatst",
    "publisert",
    "publicerad",
    "publicerat",
    "publiceret",
    "udgivet",
    "julkaistu",
    "opublikowano",
    "data publikacji",
    "publikováno",
    "zveřejněno",
    "publikálva",
    "publicat",
    "опубликовано",
    "дата публикации",
    "опубліковано",
    "yayınlanma",
    "yayın tarihi",
    "diterbitkan",
    "dipublikasikan",
    "đăng ngày",
    "发布",
    "发表于",
    "公開日",
    "掲載日",
    "投稿日",
    "입력",
    "등록",
    "نشر",
    "تاريخ النشر",
    "نُشر",
    "نشرت",
    "تم النشر",
    "تاریخ انتشار",
    "انتشار",
    "منتشر شده",
    "تاریخ",
    "شائع",
    "اشاعت",
    "প্রকাশ",
    "প্রকাশিত",
    "প্রকাশের তারিখ",
    "प्रकाशित",
    "प्रकाशन तिथि",
    "வெளியிடப்பட்டது",
    "เผยแพร่",
    "วันที่",
    "โพสต์",
    "פורסם",
    "תאריך",
    "δημοσιεύθηκε",
    "δημοσιεύτηκε",
    "δημοσίευση",
    "ημερομηνία",
    "közzétéve",
    "megjelent",
    "létrehozva",
    "data publicării",
    "zverejnené",
    "publikované",
    "objavljeno",
    "objavljen",
    "објављено",
    "датум",
    "публикувана",
    "публикувано",
    "апублікавана",
    "дата:",
    "paskelbta",
    "publicēts",
    "publicēta",
    "avaldatud",
    "birt",
    "diterbitkan pada",
    "tanggal",
    "inilathala",
    "nai-publish",
    "ilichapishwa",
    "argitaratua",
    "გამოქვეყნდა",
    "հրապարակվել է",
    "жарияланды",
    "dərc olunub",
    "yayınlandı",
    "yayımlandı",
    "日期",
    "时间",
    "時間",
    "发布时间",
    "發布時間",
    "发表时间",
    "發表時間",
    "發布",
    "發佈",
    "刊登",
    "发稿",
    "投稿",
    "公開",
    "掲載",
    "配信",
    "승인",
    "게시",
});

constexpr std::size_t kMaxLabel = 60;  // bytes

/// The words as text::fold() has them: labels begin with a capital in every script that has them.
class Labels {
 public:
  explicit Labels(std::span<const std::string_view> words) {
    for (const auto word : words) {
      folded_.push_back(text::fold(word));
      begins_.at(static_cast<unsigned char>(folded_.back().front())) = true;
    }
  }
  [[nodiscard]] bool open(std::string_view line) const {
    line = trimmed(line);
    // What begins with ASCII is folded to what begins with it; most lines begin with no label.
    if (line.empty() || (static_cast<unsigned char>(line.front()) < 0x80 && line.front() > ' ' &&
                         !begins_.at(static_cast<unsigned char>(to_lower(line.front())))))
      return false;
    const std::string folded = text::fold(text::truncate(line, kMaxLabel));
    return std::any_of(folded_.begin(), folded_.end(), [&](const std::string& word) {
      return folded.size() > word.size() && folded.starts_with(word);
    });
  }

 private:
  std::vector<std::string> folded_;
  std::array<bool, 256> begins_{};  // the first bytes of these
};

}  // namespace

bool says_updated(std::string_view line) {
  static const Labels kLabels(kUpdated);
  return kLabels.open(line);
}

bool says_published(std::string_view line) {
  static const Labels kLabels(kPublished);
  return kLabels.open(line);
}

}  // namespace tearsheet::extract

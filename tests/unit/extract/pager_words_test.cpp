// What links to following pages are called.
#include "extract/listing/pager_words.h"

#include <gtest/gtest.h>

namespace tearsheet::extract {
namespace {

TEST(PagerWords, SayNextOrOlderInManyLanguagesAndNothingElse) {
  for (const char* label : {"Next",
                            "NEXT PAGE",
                            "next ›",
                            "Next »",
                            "›",
                            "»",
                            "››",
                            "→",
                            "Weiter »",
                            "Nächste Seite",
                            "Suivant",
                            "Siguiente >",
                            "Próxima página",
                            "Avanti",
                            "Volgende pagina",
                            "Nästa",
                            "Næste side",
                            "Seuraava",
                            "Następna",
                            "Další",
                            "Következő",
                            "Următoarea",
                            "Sljedeća",
                            "Sonraki",
                            "Berikutnya",
                            "Trang tiếp",
                            "Следующая",
                            "Следующая страница",
                            "Вперёд",
                            "Далі",
                            "Επόμενη σελίδα",
                            "التالي",
                            "صفحه بعد",
                            "הבא",
                            "次へ",
                            "次のページ",
                            "下一页",
                            "下一頁 >",
                            "다음 페이지",
                            "अगला",
                            "ถัดไป",
                            "← Older posts",
                            "Older entries",
                            "Ältere Beiträge"})
    EXPECT_TRUE(says_next_page(label)) << label;
  for (const char* label :
       {"", "«", "‹", "←", "Previous", "« Newer posts", "2", "Next time the water comes",
        "What happens next", "Read on", "Vorige", "Предыдущая", "<", "|"})
    EXPECT_FALSE(says_next_page(label)) << label;
}

}  // namespace
}  // namespace tearsheet::extract

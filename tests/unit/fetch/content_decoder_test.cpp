#include "fetch/content_decoder.h"

#include <brotli/encode.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <random>
#include <vector>

namespace tearsheet::fetch {
namespace {

enum class Coding { kGzip, kZlib, kRawDeflate, kBrotli, kZstd };

std::string deflated(std::string_view text, int window) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string encoded(std::string_view text, Coding coding) {
  switch (coding) {
    case Coding::kGzip:
      return deflated(text, 31);
    case Coding::kZlib:
      return deflated(text, 15);
    case Coding::kRawDeflate:
      return deflated(text, -15);
    case Coding::kBrotli: {
      std::size_t size = BrotliEncoderMaxCompressedSize(text.size()) + 64;
      std::string out(size, '\0');
      BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, text.size(),
                            reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data()));
      out.resize(size);
      return out;
    }
    case Coding::kZstd: {
      std::string out(ZSTD_compressBound(text.size()), '\0');
      out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
      return out;
    }
  }
  return {};
}

/// Incompressible enough that every coding spreads it over many bytes.
std::string sample() {
  std::string text;
  unsigned value = 1;
  for (int i = 0; i < 20000; ++i) {
    value = value * 1103515245 + 12345;
    text += static_cast<char>('a' + (value >> 16) % 26);
  }
  return text;
}

struct Decoded {
  DecodeStatus status = DecodeStatus::kOk;
  bool is_whole = false;
  std::string text;
};

Decoded decode(std::string_view header, std::string_view wire, std::size_t piece = 4096,
               std::size_t max = 1'000'000, bool also_unlabelled = false) {
  Decoded result;
  auto decoder = ContentDecoder::create(header, also_unlabelled, max);
  EXPECT_TRUE(decoder.has_value());
  for (std::size_t i = 0; i < wire.size() && result.status == DecodeStatus::kOk; i += piece) {
    result.status = decoder->write(wire.substr(i, piece), result.text);
  }
  if (result.status == DecodeStatus::kOk) result.status = decoder->finish(result.text);
  result.is_whole = result.status == DecodeStatus::kOk;
  return result;
}

struct CodingCase {
  const char* name;
  const char* header;
  Coding coding;
};
class ContentCoding : public testing::TestWithParam<CodingCase> {};

TEST_P(ContentCoding, IsUndone) {
  const auto result = decode(GetParam().header, encoded(sample(), GetParam().coding));
  EXPECT_TRUE(result.is_whole);
  EXPECT_EQ(result.text, sample());
}

TEST_P(ContentCoding, IsUndoneByteByByte) {
  const auto result = decode(GetParam().header, encoded(sample(), GetParam().coding), 1);
  EXPECT_TRUE(result.is_whole);
  EXPECT_EQ(result.text, sample());
}

TEST_P(ContentCoding, CutOffAnywhereIsFoundOut) {
  const std::string wire = encoded(sample().substr(0, 300), GetParam().coding);
  for (std::size_t length = 8; length < wire.size(); ++length) {
    EXPECT_FALSE(decode(GetParam().header, std::string_view(wire).substr(0, length)).is_whole)
        << length;
  }
}

TEST_P(ContentCoding, ABombStopsAtTheLimit) {
  const auto result = decode(GetParam().header,
                             encoded(std::string(5'000'000, 'x'), GetParam().coding), 4096, 70'001);
  EXPECT_EQ(result.status, DecodeStatus::kTooLarge);
  EXPECT_EQ(result.text.size(), 70'001U);
}

TEST_P(ContentCoding, ExactlyTheLimitIsNotTooLarge) {
  const auto result =
      decode(GetParam().header, encoded(std::string(65'536, 'x'), GetParam().coding), 4096, 65'536);
  EXPECT_TRUE(result.is_whole);
}

TEST_P(ContentCoding, NothingAtAllIsAnEmptyBody) {
  const auto result = decode(GetParam().header, "");
  EXPECT_TRUE(result.is_whole);
  EXPECT_EQ(result.text, "");
}

INSTANTIATE_TEST_SUITE_P(Cases, ContentCoding,
                         testing::Values(CodingCase{"Gzip", "gzip", Coding::kGzip},
                                         CodingCase{"XGzip", " X-GZip ", Coding::kGzip},
                                         CodingCase{"Deflate", "deflate", Coding::kZlib},
                                         CodingCase{"RawDeflate", "deflate", Coding::kRawDeflate},
                                         CodingCase{"Brotli", "br", Coding::kBrotli},
                                         CodingCase{"Zstd", "zstd", Coding::kZstd}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ContentDecoder, UndoesStackedCodingsInReverse) {
  const std::string wire = encoded(encoded(sample(), Coding::kGzip), Coding::kBrotli);
  const auto result = decode("gzip, br", wire, 100);
  EXPECT_TRUE(result.is_whole);
  EXPECT_EQ(result.text, sample());
}

TEST(ContentDecoder, StackedBombsStopAtTheLimit) {
  const std::string wire =
      encoded(encoded(std::string(200'000'000, 'x'), Coding::kGzip), Coding::kGzip);
  const auto result = decode("gzip, gzip", wire, 4096, 100'000);
  EXPECT_EQ(result.status, DecodeStatus::kTooLarge);
  EXPECT_LE(result.text.size(), 100'000U);
}

TEST(ContentDecoder, ReadsSeveralGzipMembersAsOne) {
  const std::string wire = encoded("one ", Coding::kGzip) + encoded("two", Coding::kGzip);
  for (const std::size_t piece : {1U, 3U, 1000U}) {
    const auto result = decode("gzip", wire, piece);
    EXPECT_TRUE(result.is_whole);
    EXPECT_EQ(result.text, "one two");
  }
}

// The trailer of the second one is true of the first one as well.
TEST(ContentDecoder, ReadsTwoMembersOfOneSize) {
  const std::string first = sample().substr(0, 300), second = sample().substr(300, 300);
  const auto result =
      decode("gzip", encoded(first, Coding::kGzip) + encoded(second, Coding::kGzip));
  EXPECT_TRUE(result.is_whole);
  EXPECT_EQ(result.text, first + second);
}

// Short bodies are decoded at once, longer ones as they come.
TEST(ContentDecoder, ReadsLongGzipBodiesAsTheyCome) {
  std::string text;
  std::minstd_rand random;
  while (text.size() < 600'000) text += static_cast<char>('a' + random() % 26);
  const std::string wire = encoded(text, Coding::kGzip);
  ASSERT_GT(wire.size(), 300'000U);
  auto decoder = *ContentDecoder::create("gzip", false, 1'000'000);
  std::string out;
  EXPECT_EQ(decoder.write(std::string_view(wire).substr(0, 300'000), out), DecodeStatus::kOk);
  EXPECT_GT(out.size(), 300'000U);
  EXPECT_EQ(decoder.write(std::string_view(wire).substr(300'000), out), DecodeStatus::kOk);
  EXPECT_EQ(decoder.finish(out), DecodeStatus::kOk);
  EXPECT_EQ(out, text);
  EXPECT_FALSE(decode("gzip", std::string_view(wire).substr(0, wire.size() - 9)).is_whole);
  EXPECT_EQ(decode("gzip", wire, 4096, 400'000).status, DecodeStatus::kTooLarge);
}

TEST(ContentDecoder, ALyingSizeInTheTrailerChangesNothing) {
  std::string wire = encoded(sample(), Coding::kGzip);
  for (const char last : {'\0', '\1', '\x7f'}) {
    wire.back() = last;  // of the size; zlib checks it
    const auto result = decode("gzip", wire);
    EXPECT_EQ(result.is_whole, last == '\0');
    EXPECT_EQ(result.text, sample());
  }
}

TEST(ContentDecoder, IgnoresWhatFollowsAGzipStream) {
  for (const std::size_t piece : {1U, 1000U}) {
    const auto result = decode("gzip", encoded("text", Coding::kGzip) + "padding", piece);
    EXPECT_TRUE(result.is_whole);
    EXPECT_EQ(result.text, "text");
  }
}

TEST(ContentDecoder, TakesPlainTextThatIsLabelledAsGzipOrZstd) {
  for (const char* header : {"gzip", "zstd"}) {
    for (const std::size_t piece : {1U, 1000U}) {
      const auto result = decode(header, "<p>plain", piece);
      EXPECT_TRUE(result.is_whole);
      EXPECT_EQ(result.text, "<p>plain");
    }
    EXPECT_EQ(decode(header, "x").text, "x");
  }
}

TEST(ContentDecoder, UnpacksGzipWithoutALabelWhereAsked) {
  const std::string wire = encoded(sample(), Coding::kGzip);
  EXPECT_EQ(decode("", wire, 1, 1'000'000, true).text, sample());
  EXPECT_EQ(decode("br", encoded(wire, Coding::kBrotli), 100, 1'000'000, true).text, sample());
  EXPECT_EQ(decode("", wire, 100, 1'000'000, false).text, wire);
}

TEST(ContentDecoder, DamageIsFoundOut) {
  std::string wire = encoded(sample(), Coding::kGzip);
  wire[wire.size() / 2] = static_cast<char>(wire[wire.size() / 2] ^ 0x55);
  EXPECT_FALSE(decode("gzip", wire).is_whole);
  EXPECT_EQ(decode("br", "\xff\xff\xff\xff\xff").status, DecodeStatus::kDamaged);
}

TEST(ContentDecoder, IgnoresNamesThatAreNoCoding) {
  EXPECT_EQ(decode("utf-8", "text").text, "text");
  EXPECT_EQ(decode("identity,, none", "text").text, "text");
}

TEST(ContentDecoder, RefusesWhatItCannotUndo) {
  EXPECT_FALSE(ContentDecoder::create("compress", false, 100));
  EXPECT_FALSE(ContentDecoder::create("gzip, gzip, gzip, gzip", false, 100));
}

}  // namespace
}  // namespace tearsheet::fetch

#include "warc/warc.h"

#include <gtest/gtest.h>
#include <minizip/zip.h>
#include <zlib.h>
#include <zstd.h>

#include <unistd.h>

#include <filesystem>
#include <vector>

namespace tearsheet::warc {
namespace {

std::string record(const std::string& uri, const std::string& block, const std::string& length = "",
                   const std::string& more = "") {
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + uri + "\r\n" + more +
         "Content-Length: " + (length.empty() ? std::to_string(block.size()) : length) +
         "\r\n\r\n" + block + "\r\n\r\n";
}

std::string gzip(const std::string& plain) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, static_cast<uLong>(plain.size())) + 32, '\0');
  std::string in = plain;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(const std::string& plain, const std::string& dictionary = "") {
  std::string out(ZSTD_compressBound(plain.size()), '\0');
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  out.resize(ZSTD_compress_usingDict(context, out.data(), out.size(), plain.data(), plain.size(),
                                     dictionary.data(), dictionary.size(), 3));
  ZSTD_freeCCtx(context);
  return out;
}

std::string little_endian(std::size_t number) {
  std::string out;
  for (int i = 0; i < 4; ++i) out += static_cast<char>(number >> (8 * i) & 0xFFU);
  return out;
}

// "URI=block" of every record, "!" behind a block that is not whole.
std::string read_all(Reader& reader, std::size_t max_block = 1000) {
  std::string all;
  for (;;) {
    auto next = reader.next();
    if (!next) return all + "error: " + next.error().message;
    if (!*next) return all;
    auto block = reader.block(max_block);
    if (!block) return all + "error: " + block.error().message;
    all += (*next)->target_uri + "=" + block->bytes + (block->whole ? "" : "!") + " ";
  }
}

std::string read_all(std::string_view bytes) {
  // On the heap in the exact size, so that the sanitizer sees a read beyond the end.
  const std::vector<char> copy(bytes.begin(), bytes.end());
  auto reader = Reader::over({copy.data(), copy.size()});
  return reader ? read_all(*reader) : "error: " + reader.error().message;
}

struct ReadCase {
  const char* name;
  std::string bytes, expected;
};
void PrintTo(const ReadCase& test, std::ostream* out) {
  *out << test.name;
}

class ReadingAnArchive : public testing::TestWithParam<ReadCase> {};

TEST_P(ReadingAnArchive, GivesTheRecordsThatAreSound) {
  EXPECT_EQ(read_all(GetParam().bytes), GetParam().expected);
}

const std::string kA = record("u:a", "one"), kB = record("u:b", "two");
const std::string kNone = "error: archive: this is no WARC: not a record in it";

INSTANTIATE_TEST_SUITE_P(
    Packings, ReadingAnArchive,
    testing::Values(
        ReadCase{"Plain", kA + kB, "u:a=one u:b=two "},
        ReadCase{"AMemberARecord", gzip(kA) + gzip(kB), "u:a=one u:b=two "},
        ReadCase{"OneMemberForAll", gzip(kA + kB), "u:a=one u:b=two "},
        ReadCase{"MembersThatSplitRecords",
                 gzip((kA + kB).substr(0, 90)) + gzip((kA + kB).substr(90)), "u:a=one u:b=two "},
        ReadCase{"AFrameARecord", zstd(kA) + zstd(kB), "u:a=one u:b=two "},
        ReadCase{"DictionaryInFront",
                 "\x5D\x2A\x4D\x18" + little_endian(kA.size()) + kA + zstd(kA, kA) + zstd(kB, kA),
                 "u:a=one u:b=two "},
        ReadCase{"PackedDictionaryInFront",
                 "\x5D\x2A\x4D\x18" + little_endian(zstd(kA).size()) + zstd(kA) + zstd(kB, kA),
                 "u:b=two "},
        ReadCase{"SkippableFrameBetween",
                 zstd(kA) + "\x50\x2A\x4D\x18" + little_endian(3) + "xyz" + zstd(kB),
                 "u:a=one u:b=two "}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Heads, ReadingAnArchive,
    testing::Values(
        ReadCase{"LineFeedsAlone", "WARC/1.1\nWARC-Target-URI: u:a\nContent-Length: 1\n\nx\n\n",
                 "u:a=x "},
        ReadCase{"NamesInAnyCase", "WARC/1.1\r\nwarc-target-uri: u:a\r\ncontent-length: 1\r\n\r\nx",
                 "u:a=x "},
        ReadCase{"FoldedValue", record("u:\r\n a", "x"), "u: a=x "},
        ReadCase{"UriInBrackets", record("<u:a>", "x"), "u:a=x "},
        ReadCase{"LineWithoutAColon", record("u:a", "x", "", "nonsense\r\n"), "u:a=x "},
        ReadCase{"NoBlankLinesBetween",
                 record("u:a", "x").substr(0, record("u:a", "x").size() - 4) + kB,
                 "u:a=x u:b=two "},
        ReadCase{"ManyBlankLinesBetween", kA + "\r\n\r\n\n\n" + kB, "u:a=one u:b=two "}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Damage, ReadingAnArchive,
    testing::Values(
        ReadCase{"Empty", "", kNone}, ReadCase{"NoArchive", "<html>\r\n</html>", kNone},
        ReadCase{"GzipOfNoArchive", gzip("hello"), kNone},
        ReadCase{"GarbageBetween", kA + "garbage\r\nmore of it\n" + kB, "u:a=one u:b=two "},
        ReadCase{"GarbageInFront", "\xFF\xFE\n" + kB, "u:b=two "},
        ReadCase{"NoLength", "WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n" + kB, "u:b=two "},
        ReadCase{"NegativeLength", record("u:a", "x", "-1") + kB, "u:b=two "},
        ReadCase{"LengthOverflows", record("u:a", "x", "99999999999999999999999") + kB, "u:b=two "},
        ReadCase{"LengthInWords", record("u:a", "x", "3 bytes") + kB, "u:b=two "},
        ReadCase{"LengthTooShort", record("u:a", "onetwo", "3") + kB, "u:a=one u:b=two "},
        ReadCase{"LengthBeyondThePlainFile", record("u:a", "x", "1000"), "u:a=x\r\n\r\n! "},
        ReadCase{"LengthBeyondItsMember", gzip(record("u:a", "x", "1000")) + gzip(kB),
                 "u:a=x\r\n\r\n! u:b=two "},
        ReadCase{"HugeLengthInAMember", gzip(record("u:a", "x", "18446744073709551615")) + gzip(kB),
                 "u:a=x\r\n\r\n! u:b=two "},
        ReadCase{"CutInTheBlock", kA + kB.substr(0, kB.size() - 6), "u:a=one u:b=t! "},
        ReadCase{"CutInTheHead", kA + kB.substr(0, 30), "u:a=one "},
        ReadCase{"CutMember", gzip(kA) + gzip(kB).substr(0, 40), "u:a=one "},
        ReadCase{"RubbishBetweenMembers", gzip(kA) + "rubbish" + gzip(kB), "u:a=one u:b=two "},
        ReadCase{"FalseMemberBetween", gzip(kA) + "\x1f\x8b\x08" + "zzzzzzzzzzz" + gzip(kB),
                 "u:a=one u:b=two "},
        ReadCase{"RubbishBetweenFrames", zstd(kA) + "rubbish" + zstd(kB), "u:a=one u:b=two "},
        ReadCase{"HeadCutByItsMember", gzip(kA.substr(0, 40)) + gzip(kB), "u:b=two "},
        ReadCase{"EndlessHead",
                 "WARC/1.0\r\n" +
                     [] {
                       std::string lines;
                       for (int i = 0; i < 600; ++i) lines += "X: y\r\n";
                       return lines;
                     }() +
                     "\r\n" + kB,
                 "u:b=two "},
        ReadCase{"EndlessLine", "WARC/1.0\r\nX: " + std::string(300'000, 'y') + "\r\n" + kA + kB,
                 "u:a=one u:b=two "}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ReadingAnArchive, ADamagedMemberCostsItsRecordAlone) {
  const std::string long_record = record("u:a", std::string(5000, 'a') + "0123456789");
  const std::string good = gzip(long_record);
  for (std::size_t at = 12; at < good.size(); ++at) {
    std::string broken = good;
    broken[at] = static_cast<char>(broken[at] ^ 0x55);
    const std::string bytes = gzip(kA) + broken + gzip(kB) + gzip(kA);
    const std::string all = read_all(bytes);
    EXPECT_TRUE(all.starts_with("u:a=one ")) << at;
    EXPECT_TRUE(all.ends_with("u:a=one ")) << at << ": " << all;
  }
}

TEST(ReadingAnArchive, ABlockIsReadNoFurtherThanAsked) {
  const std::string bytes = record("u:a", "0123456789") + kB;
  auto reader = Reader::over(bytes);
  EXPECT_EQ(read_all(*reader, 4), "u:a=0123! u:b=two ");
}

TEST(ReadingAnArchive, DamageIsCounted) {
  const std::string bytes = kA + "junk\n" + record("u:x", "", "no number") + gzip(kA);
  auto reader = Reader::over(bytes);
  read_all(*reader);
  EXPECT_EQ(reader->damage().broken_heads, 1U);
  EXPECT_GE(reader->damage().skipped_bytes, 5U);
  EXPECT_FALSE(reader->damage().none());
}

TEST(ReadingAnArchive, ABombIsLeft) {
  const std::string bytes = gzip(record("u:a", std::string(3'000'000, '0')));
  Limits limits;
  limits.max_slack = 1'000'000;
  auto reader = Reader::over(bytes, limits);
  EXPECT_EQ(
      read_all(*reader, 10),
      "u:a=0000000000! error: archive: the archive unpacks to more than 200 times its size: not "
      "read further");
}

class Files : public testing::Test {
 protected:
  Files() { std::filesystem::create_directories(folder_); }
  ~Files() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path folder_ = std::filesystem::temp_directory_path() /
                                  ("warc_test." + std::to_string(::getpid()) + "." +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());

  std::string zip(const std::vector<std::pair<std::string, std::string>>& entries, int level) {
    const std::string path = (folder_ / "a.wacz").string();
    zipFile file = zipOpen64(path.c_str(), APPEND_STATUS_CREATE);
    for (const auto& [name, bytes] : entries) {
      zipOpenNewFileInZip64(file, name.c_str(), nullptr, nullptr, 0, nullptr, 0, nullptr,
                            level == 0 ? 0 : Z_DEFLATED, level, 0);
      zipWriteInFileInZip(file, bytes.data(), static_cast<unsigned>(bytes.size()));
      zipCloseFileInZip(file);
    }
    zipClose(file, nullptr);
    return path;
  }
};

TEST_F(Files, AWaczIsReadEntryByEntryWhateverTheirNames) {
  for (const int level : {0, 6}) {
    const std::string path = zip({{"archive/b.warc", kB},
                                  {"archive/a.warc.gz", gzip(kA).substr(0, 60)},
                                  {"archive/c.warc.gz", gzip(kA)},
                                  {"../../etc/passwd.warc", kB},
                                  {"pages/pages.jsonl", "{}"}},
                                 level);
    auto reader = Reader::open(path);
    ASSERT_TRUE(reader);
    EXPECT_EQ(read_all(*reader), "u:b=two u:a=one ") << level;
  }
}

TEST_F(Files, AZipWithoutArchivesIsNoWacz) {
  const auto reader = Reader::open(zip({{"a.warc", kA}}, 6));
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::kInvalid);
}

TEST_F(Files, AZipBombIsLeft) {
  Limits limits;
  limits.max_slack = 100'000;
  const auto reader =
      Reader::open(zip({{"archive/a.warc", std::string(1'000'000, '0')}}, 9), limits);
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::kTooLarge);
}

TEST_F(Files, AZipThatIsCutIsSaid) {
  const std::string path = zip({{"archive/a.warc", kA}}, 6);
  std::filesystem::resize_file(path, 60);
  EXPECT_FALSE(Reader::open(path));
}

TEST(HttpAnswers, AreReadTolerantly) {
  const auto answer = parse_http("HTTP/1.1 200 OK\r\nA: 1\r\n b\r\nContent-TYPE:text/html\n\nbody");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->header("a"), "1 b");
  EXPECT_EQ(answer->header("content-type"), "text/html");
  EXPECT_EQ(answer->body_at, 51U);
  EXPECT_EQ(parse_http("HTTP/2 404\r\n\r\n")->status, 404);
  for (const char* const bad :
       {"", "HTTP/1.1", "HTTP/1.1 2x0 OK\r\n", "GET / HTTP/1.1\r\n", "HTTP/1.1 20"})
    EXPECT_FALSE(parse_http(bad)) << bad;
}

struct ChunkCase {
  const char* name;
  const char* coded;
  const char* plain;
};
class ChunkedBodies : public testing::TestWithParam<ChunkCase> {};
TEST_P(ChunkedBodies, AreJoined) {
  EXPECT_EQ(dechunk(GetParam().coded), GetParam().plain);
}
INSTANTIATE_TEST_SUITE_P(
    Cases, ChunkedBodies,
    testing::Values(
        ChunkCase{"TwoChunks", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "abcde"},
        ChunkCase{"Extension", "3;x=y\r\nabc\r\n0\r\n\r\n", "abc"},
        ChunkCase{"HexInCapitals", "A\r\n0123456789\r\n0\r\n", "0123456789"},
        ChunkCase{"LineFeedsAlone", "3\nabc\n0\n\n", "abc"}, ChunkCase{"CutOff", "5\r\nabc", "abc"},
        ChunkCase{"HugeSize", "ffffffffffffffff\r\nabc", "abc"},
        ChunkCase{"TooHugeSize", "fffffffffffffffff\r\nabc", "fffffffffffffffff\r\nabc"},
        ChunkCase{"NotChunked", "<html>\r\n", "<html>\r\n"}, ChunkCase{"Empty", "", ""}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Digests, AreSha1InBase32) {
  EXPECT_EQ(sha1_digest(""), "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
  EXPECT_EQ(sha1_digest("abc"), "sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5");
}

TEST(WritingAnArchive, ComesBackAsItWas) {
  for (const bool gzipped : {true, false}) {
    std::string bytes;
    Writer writer([&](std::string_view part) { return bytes += part, true; },
                  gzipped ? Packing::kGzip : Packing::kPlain);
    const std::string block("a\0b\r\n\r\nWARC/1.0\r\n", 18);
    ASSERT_TRUE(writer.write({{"WARC-Type", "resource"}, {"WARC-Target-URI", "u:a\r\nInjected: 1"}},
                             block));
    ASSERT_TRUE(writer.write({{"WARC-Type", "resource"}, {"WARC-Target-URI", "u:b"}}, ""));
    EXPECT_EQ(writer.bytes(), bytes.size());
    auto reader = Reader::over(bytes);
    auto record = reader->next();
    ASSERT_TRUE(record && *record);
    EXPECT_EQ((*record)->type, "resource");
    EXPECT_EQ((*record)->target_uri, "u:a  Injected: 1");
    EXPECT_EQ((*record)->field("injected"), "");
    EXPECT_EQ((*record)->field("WARC-Block-Digest"), sha1_digest(block));
    EXPECT_EQ(reader->block(100)->bytes, block);
    record = reader->next();
    ASSERT_TRUE(record && *record);
    EXPECT_EQ((*record)->length, 0U);
    EXPECT_FALSE(*reader->next());
    EXPECT_TRUE(reader->damage().none());
  }
}

TEST(WritingAnArchive, ABrokenSinkIsAnError) {
  Writer writer([](std::string_view) { return false; });
  EXPECT_FALSE(writer.write({}, "x"));
}

}  // namespace
}  // namespace tearsheet::warc

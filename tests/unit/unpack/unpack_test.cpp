#include "unpack/unpack.h"

#include <brotli/encode.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdint>
#include <vector>

namespace tearsheet::unpack {
namespace {

constexpr int kMaxWindowLog = 23;

std::string text() {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += std::to_string(i * i) + (i % 7 == 0 ? "\n" : " tide ");
  return text;
}

std::string deflated(const std::string& bytes, int window) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, bytes.size()) + 32, '\0');
  std::string in = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstd_packed(const std::string& bytes, const std::string& prefix = {}) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  if (!prefix.empty()) ZSTD_CCtx_refPrefix(context, prefix.data(), prefix.size());
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(ZSTD_compress2(context, packed.data(), packed.size(), bytes.data(), bytes.size()));
  ZSTD_freeCCtx(context);
  return packed;
}

std::string brotli_packed(const std::string& bytes) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string packed(size, '\0');
  BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, bytes.size(),
                        reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                        reinterpret_cast<std::uint8_t*>(packed.data()));
  packed.resize(size);
  return packed;
}

struct Format {
  const char* name;
  std::string packed;
  std::unique_ptr<Stream> stream;
};

std::vector<Format> formats() {
  std::vector<Format> all;
  all.push_back({"gzip", deflated(text(), 15 + 16), make_gzip()});
  all.push_back({"zlib", deflated(text(), 15), make_zlib()});
  all.push_back({"deflate", deflated(text(), -15), make_deflate()});
  all.push_back({"brotli", brotli_packed(text()), make_brotli()});
  all.push_back({"zstd", zstd_packed(text()), make_zstd(kMaxWindowLog)});
  return all;
}

struct Outcome {
  std::string out;
  std::size_t left = 0;
  bool ends = false, is_damaged = false;
};

// In pieces of `piece` bytes, with room for `room` at a time.
Outcome run(Stream& stream, std::string_view in, std::size_t piece, std::size_t room) {
  Outcome outcome;
  std::string buffer(room, '\0');
  while (!outcome.ends && !outcome.is_damaged) {
    const Step step = stream.step(in.substr(0, piece), buffer.data(), room);
    EXPECT_LE(step.made, room);
    in.remove_prefix(step.used);
    outcome.out.append(buffer, 0, step.made);
    outcome.ends = step.ends;
    outcome.is_damaged = step.is_damaged;
    if (step.used == 0 && step.made == 0) break;
  }
  outcome.left = in.size();
  return outcome;
}

TEST(Streams, GiveTheTextBackHoweverItComesInAndGoesOut) {
  const struct {
    std::size_t piece, room;
  } kCases[] = {{1 << 20, 1 << 20}, {1, 1 << 20}, {1 << 20, 1}, {3, 7}, {1000, 4096}};
  for (auto& format : formats()) {
    for (const auto& one : kCases) {
      format.stream->restart();
      const Outcome outcome = run(*format.stream, format.packed, one.piece, one.room);
      EXPECT_TRUE(outcome.ends) << format.name;
      EXPECT_FALSE(outcome.is_damaged) << format.name;
      EXPECT_TRUE(outcome.out == text()) << format.name << ", pieces of " << one.piece;
    }
  }
}

TEST(Streams, LeaveWhatFollowsThePart) {
  for (auto& format : formats()) {
    const Outcome outcome = run(*format.stream, format.packed + "tail", 1 << 20, 1 << 20);
    EXPECT_TRUE(outcome.ends) << format.name;
    EXPECT_EQ(outcome.left, 4U) << format.name;
  }
}

TEST(Streams, DoNotEndWhereTheInputIsCut) {
  for (auto& format : formats()) {
    const std::string half = format.packed.substr(0, format.packed.size() / 2);
    const Outcome outcome = run(*format.stream, half, 1 << 20, 1 << 20);
    EXPECT_FALSE(outcome.ends) << format.name;
    EXPECT_FALSE(outcome.is_damaged) << format.name;
    EXPECT_TRUE(text().starts_with(outcome.out)) << format.name;
  }
}

TEST(Streams, SayWhatIsDamagedAndReadOnAfterARestart) {
  for (auto& format : formats()) {
    const Outcome bad = run(*format.stream, std::string(64, '\xff'), 1 << 20, 1 << 20);
    EXPECT_TRUE(bad.is_damaged) << format.name;
    format.stream->restart();
    EXPECT_TRUE(run(*format.stream, format.packed, 1 << 20, 1 << 20).out == text()) << format.name;
  }
}

TEST(Zstd, FramesOfAWiderWindowAreDamaged) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, kMaxWindowLog + 1);
  std::string packed(1 << 16, '\0');
  std::string bytes = "short";
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  ZSTD_outBuffer out{packed.data(), packed.size(), 0};
  ZSTD_compressStream2(context, &out, &in, ZSTD_e_flush);  // its size is not known yet
  ZSTD_freeCCtx(context);
  packed.resize(out.pos);
  EXPECT_TRUE(run(*make_zstd(kMaxWindowLog), packed, 100, 100).is_damaged);
  EXPECT_EQ(run(*make_zstd(kMaxWindowLog + 1), packed, 100, 100).out, "short");
}

TEST(Magic, IsToldByTheFirstBytes) {
  const struct {
    std::string_view bytes;
    bool gzip, zstd, zlib;
  } kCases[] = {{"", false, false, false},
                {"\x1f", false, false, false},
                {"\x1f\x8b", true, false, false},
                {"\x28\xb5\x2f\xfd", false, true, false},
                {"\x28\xb5\x2f", false, false, false},
                {"\x5d\x2a\x4d\x18", false, true, false},
                {"\x6d\x2a\x4d\x18", false, false, false},
                {"\x78\x9c", false, false, true},
                {"\x78\x9d", false, false, false},
                {"<html>", false, false, false}};
  for (const auto& one : kCases) {
    EXPECT_EQ(is_gzip(one.bytes), one.gzip) << one.bytes;
    EXPECT_EQ(is_zstd(one.bytes), one.zstd) << one.bytes;
    EXPECT_EQ(is_zlib(one.bytes), one.zlib) << one.bytes;
  }
}

TEST(GzipAtOnce, TakesOneWholeMemberThatFits) {
  const std::string packed = deflated(text(), 15 + 16);
  std::string flipped = packed;
  flipped[packed.size() / 2] = static_cast<char>(flipped[packed.size() / 2] ^ 0x40);
  std::string liar = packed;
  liar.replace(liar.size() - 4, 4, "\xff\xff\xff\x0f");  // a size of 256 MB
  const struct {
    const char* what;
    std::string packed;
    std::size_t max_out;
    bool is_taken;
  } kCases[] = {{"whole", packed, 5 + text().size(), true},
                {"no room", packed, 4 + text().size(), false},
                {"two members", packed + packed, 1 << 20, false},
                {"cut off", packed.substr(0, packed.size() - 1), 1 << 20, false},
                {"damaged", flipped, 1 << 20, false},
                {"lying about its size", liar, 1 << 30, false},
                {"too short", "\x1f\x8b", 1 << 20, false}};
  for (const auto& one : kCases) {
    std::string out = "head ";
    EXPECT_EQ(gzip_at_once(one.packed, out, one.max_out), one.is_taken) << one.what;
    EXPECT_TRUE(out == (one.is_taken ? "head " + text() : "head ")) << one.what;
  }
}

TEST(WholeZstd, UnpacksFrameAfterFrameWithAndWithoutPrefix) {
  using Status = WholeZstd::Status;
  const std::string prefix = text().substr(0, 5000);
  const std::string alone = zstd_packed(text()), by_prefix = zstd_packed(text(), prefix);
  std::string flipped = alone;
  flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 0x40);
  const struct {
    const char* what;
    std::string_view frame, prefix;
    std::size_t max_bytes;
    Status status;
  } kCases[] = {
      {"alone", alone, {}, 1 << 20, Status::kOk},
      {"by a prefix", by_prefix, prefix, 1 << 20, Status::kOk},
      {"a prefix is for one frame", by_prefix, {}, 1 << 20, Status::kDamaged},
      {"alone again", alone, {}, text().size(), Status::kOk},
      {"too large", alone, {}, text().size() - 1, Status::kTooLarge},
      {"no zstd", "plain text", {}, 1 << 20, Status::kNoWholeFrame},
      {"cut in its head", std::string_view(alone).substr(0, 4), {}, 1 << 20, Status::kNoWholeFrame},
      {"damaged", flipped, {}, 1 << 20, Status::kDamaged}};
  WholeZstd zstd;
  for (const auto& one : kCases) {
    std::string out;
    EXPECT_EQ(zstd.unpack(one.frame, one.max_bytes, out, one.prefix), one.status) << one.what;
    EXPECT_EQ(one.status == Status::kOk, out == text()) << one.what;
  }
}

}  // namespace
}  // namespace tearsheet::unpack

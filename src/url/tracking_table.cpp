// Names of tracking parameters: facts, gathered from the vendors' own documentation of their link
// decorations (Google Analytics and Ads, Meta, Microsoft Advertising, X, TikTok, LinkedIn,
// Pinterest, Yandex, Matomo, AT Internet, Adobe, Comscore, Webtrends, Mailchimp, HubSpot, Marketo,
// MailerLite, Omeda, Vero, Drip, Klaviyo, Dotdigital, Salesforce, Oracle Eloqua, Branch, Impact,
// Taboola, Outbrain, Echobox, Alibaba), and checked against the names that public lists of such
// parameters agree on. Compared without regard to case.
//
// Left out on purpose, because they carry the page on real news sites: id, aid, cid, sid, n, no,
// seq, key, page, lang, source, from, mode, type, hash, v. A site file's drop_params adds what one
// site needs.
#include "url/tracking_table.h"

#include <algorithm>
#include <array>

namespace tearsheet::url {
namespace {

// clang-format off
constexpr auto kNames = std::to_array<std::string_view>({
    "__cft__[0]", "__hsfp", "__hssc", "__hstc", "__s", "__tn__", "__twitter_impression",
    "_branch_match_id", "_branch_referrer", "_bta_c", "_bta_tid", "_ga", "_gac", "_gcl_aw", "_gid",
    "_gl", "_hsenc", "_hsmi", "_ke", "_kx", "_openstat", "action_object_map", "action_ref_map",
    "action_type_map", "adgroupid", "aff", "aff_id", "affid", "affiliate", "affiliate_id", "amp",
    "amp_js_v", "awesm", "bt_ee", "bt_ts", "bxid", "campaignid", "click_id", "clickid", "cmp",
    "cmpid", "cndid", "cx_source", "dicbo", "dm_i", "echobox", "ef_id", "elq", "elqaid", "elqak",
    "elqat", "elqcampaignid", "elqtrack", "elqtrackid", "emailsource", "epik", "esrc",
    "fb_comment_id", "fb_ref", "fb_source", "fbadid", "ftag", "ga_campaign", "ga_content", "ga_fc",
    "ga_hid", "ga_medium", "ga_place", "ga_sid", "ga_source", "ga_term", "ga_vid", "gad_campaignid",
    "gad_source", "gbraid", "gclsrc", "gs_l", "gs_lcp", "gs_lcrp", "guccounter", "guce_referrer",
    "guce_referrer_sig", "hsctatracking", "icid", "igsh", "igshid", "intcid", "intcmp", "irgwc",
    "ito", "li_fat_id", "licu", "lipi", "mbid", "mc_cid", "mc_eid", "mc_tc", "mibextid",
    "mindbox-click-id", "mindbox-message-key", "mkt_tok", "mkwid", "ml_subscriber",
    "ml_subscriber_hash", "ncid", "ns_mchannel", "obocid", "oborigurl", "ocid", "ohst",
    "oly_anon_id", "oly_enc_id", "os_ehash", "partner_id", "partnerid", "pcrid", "ranaid",
    "raneaid", "ranmid", "ransiteid", "rb_clickid", "rdt_cid", "ref_src", "ref_url", "referer",
    "referrer", "replytocom", "rtid", "s_cid", "s_kwcid", "sb_referer_host", "sc_channel", "sc_cid",
    "sc_content", "sc_country", "sc_geo", "sc_outcome", "sccid", "scid", "scm", "sfnsn", "share_id",
    "share_source", "share_token", "sharetoken", "smid", "sms_ss", "smtyp", "soc_src", "soc_trk",
    "spjobid", "spm", "spmailingid", "spreportid", "spuserid", "sr_share", "sref", "srsltid",
    "taid", "tblci", "tduid", "tracking_id", "tracking_source", "trackingid", "trk", "trkcampaign",
    "twsrc", "unicorn_click_id", "usqp", "utm", "ved", "vgo_ee", "wbraid", "wickedid",
    "wickedsource", "wprov", "wt.mc_id", "wt.nav", "wt_mc", "wt_zmc", "wtrid", "xtcr", "xtor",
    "xtref", "yptr",
});
// clang-format on
static_assert(std::ranges::is_sorted(kNames));

constexpr auto kPrefixes = std::to_array<std::string_view>({
    "utm_",
    "mtm_",
    "matomo_",
    "pk_",
    "piwik_",
    "itm_",
    "hsa_",
    "vero_",
    "fb_action_",
    "at_",
    "ns_",
    "cm_mmc",
    "aspsessionid",
    "stm_",
    "trk_",
    "wtmc_",
});

// Click identifiers all end alike (gclid, fbclid, dclid, msclkid, twclid, ttclid, yclid, ysclid,
// irclickid).
constexpr auto kSuffixes = std::to_array<std::string_view>({
    "clid",
    "clkid",
    "_clickid",
    "_campaign",
    "_medium",
    "_referrer",
    "_referer",
});

constexpr auto kSessions = std::to_array<std::string_view>({
    "cfid",
    "cftoken",
    "jsessionid",
    "oscsid",
    "phpsessid",
    "sessid",
    "session_id",
    "sessionid",
    "zenid",
});

// Where the reader came from, unless the value is a number: then it may name the story.
constexpr auto kMaybeMarkers =
    std::to_array<std::string_view>({"adid", "feature", "ref", "trackid"});

constexpr auto kMaybeSessions =
    std::to_array<std::string_view>({"s", "sess", "session", "sid", "token"});

}  // namespace

std::span<const std::string_view> tracking_names() {
  return kNames;
}
std::span<const std::string_view> tracking_prefixes() {
  return kPrefixes;
}
std::span<const std::string_view> tracking_suffixes() {
  return kSuffixes;
}
std::span<const std::string_view> session_names() {
  return kSessions;
}
std::span<const std::string_view> maybe_session_names() {
  return kMaybeSessions;
}

std::span<const std::string_view> maybe_tracking_names() {
  return kMaybeMarkers;
}

}  // namespace tearsheet::url

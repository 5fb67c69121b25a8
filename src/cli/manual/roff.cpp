// Man pages in the man(7) macros, which man-db, mandoc and groff all read.
#include <fmt/format.h>

#include "cli/configuration.h"
#include "cli/exit_codes.h"
#include "cli/manual/blocks.h"
#include "cli/manual/tables.h"
#include "cli/manual/writers.h"
#include "site/keys.h"

namespace tearsheet::cli::manual {
namespace {

// A '-' is written as one, since people copy options; a line must not begin with a dot or an
// apostrophe.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '\n') {
      out += "\n";
    } else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) {
      out += "\\&";
      out += c;
    } else if (c == '\'') {
      out += "\\(aq";
    } else if (c == '^') {
      out += "\\(ha";
    } else if (c == '~') {
      out += "\\(ti";
    } else if (c == '`') {
      out += "\\(ga";
    } else {
      out += c;
    }
  }
  return out;
}

// `code` of the tables in bold.
std::string with_code(std::string_view text) {
  std::string out;
  bool is_code = false;
  while (true) {
    const auto tick = std::min(text.find('`'), text.size());
    const std::string part = escaped(text.substr(0, tick));
    out += is_code ? "\\fB" + part + "\\fR" : part;
    if (tick == text.size()) return out;
    text.remove_prefix(tick + 1);
    is_code = !is_code;
  }
}

std::string head(const Manual& manual, std::string_view name, int section) {
  std::string upper(name);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return fmt::format(".TH \"{}\" {} \"{}\" \"tearsheet {}\" \"tearsheet manual\"\n", upper, section,
                     manual.date, manual.version);
}

std::string name_section(std::string_view name, std::string_view summary) {
  return fmt::format(".SH NAME\n{} \\- {}\n", escaped(name), escaped(summary));
}

void term(std::string& out, std::string_view what, const std::string& text) {
  out += fmt::format(".TP\n\\fB{}\\fR\n{}\n", escaped(what), text);
}

void option(std::string& out, const Option& option) {
  out += ".TP\n";
  for (const std::string& name : option.names)
    out += fmt::format("{}\\fB{}\\fR", &name == &option.names.front() ? "" : ", ", escaped(name));
  if (!option.value_name.empty()) out += fmt::format(" \\fI{}\\fR", escaped(option.value_name));
  out += "\n" + escaped(option.help);
  if (!option.fallback.empty()) out += fmt::format(" [{}]", escaped(option.fallback));
  if (option.is_repeatable) out += " (repeatable)";
  out += "\n";
  if (!option.elsewhere.environment.empty())
    out += fmt::format(".br\nEnvironment: \\fB{}\\fR. Configuration file: \\fB{}\\fR.\n",
                       escaped(option.elsewhere.environment), escaped(option.elsewhere.config_key));
}

void blocks(std::string& out, std::string_view epilog) {
  for (const Block& block : blocks_of(epilog)) {
    if (block.kind == Block::Kind::kTerm) {
      term(out, block.term, escaped(block.text));
    } else if (block.kind == Block::Kind::kLiteral) {
      out += fmt::format(".PP\n.nf\n.RS 4\n{}\n.RE\n.fi\n", escaped(block.text));
    } else {
      out += fmt::format(".PP\n{}\n", escaped(block.text));
    }
  }
}

std::string command_page(const Manual& manual, const CommandPage& page) {
  const std::string name = "tearsheet-" + page.name;
  std::string out = head(manual, name, 1) + name_section(name, page.summary);
  out += fmt::format(
      ".SH SYNOPSIS\n\\fBtearsheet {}\\fR{}\n", page.name,
      escaped(synopsis(page).substr(std::string("tearsheet ").size() + page.name.size())));
  if (!page.actions.empty()) {
    out += ".SH ACTIONS\n";
    for (const Action& action : page.actions) term(out, action.name, escaped(action.help));
  }
  if (!page.positionals.empty()) {
    out += ".SH ARGUMENTS\n";
    for (const Positional& one : page.positionals) term(out, one.name, escaped(one.help));
  }
  out += ".SH OPTIONS\n";
  for (const Option& one : page.options) option(out, one);
  out += ".PP\nOptions that every command takes: see\n.BR tearsheet (1).\n";
  if (!page.epilog.empty()) {
    // .PP right behind a heading is one too many.
    std::string notes;
    blocks(notes, page.epilog);
    if (notes.starts_with(".PP\n")) notes.erase(0, 4);
    out += ".SH NOTES\n" + notes;
  }
  return out + ".SH SEE ALSO\n.BR tearsheet (1),\n.BR tearsheet\\-site (5)\n";
}

void exit_section(std::string& out) {
  out += ".SH EXIT STATUS\n";
  for (const ExitCode& one : kExitCodes)
    term(out, std::to_string(one.code), with_code(one.meaning));
}

void environment_section(std::string& out) {
  out += ".SH ENVIRONMENT\nOf settings, which a configuration file may hold as well:\n";
  for (const KnownSetting& one : known_settings())
    term(out, one.elsewhere.environment, escaped(one.help));
  out += ".PP\nOthers:\n";
  for (const Variable& one : other_variables()) term(out, one.name, with_code(one.meaning));
}

std::string program_page(const Manual& manual) {
  std::string out = head(manual, "tearsheet", 1) + name_section("tearsheet", "polite news crawler");
  out +=
      ".SH SYNOPSIS\n\\fBtearsheet\\fR [OPTIONS] COMMAND ...\n.SH DESCRIPTION\n"
      "Listing pages, feeds and sitemaps in; articles with title, date, summary, body and authors "
      "in one SQLite file out.\nEach command has a page of its own.\n.SH COMMANDS\n";
  std::string group;
  for (const CommandPage& page : manual.commands) {
    if (page.group != group) out += fmt::format(".SS {}\n", escaped(group = page.group));
    out += fmt::format(".TP\n.BR tearsheet\\-{} (1)\n{}\n", page.name, escaped(page.summary));
  }
  out += ".SH OPTIONS\n";
  for (const Option& one : manual.globals) option(out, one);
  term(out, "-h", "print help and exit; also \\fB\\-\\-help\\fR");
  term(out, "--version", "print the version and exit");
  exit_section(out);
  environment_section(out);
  out += ".SH FILES\n";
  term(out, "$XDG_CONFIG_HOME/tearsheet/config.toml",
       "settings of a user, a line each as \\fBdb = \"/var/lib/tearsheet/news.db\"\\fR");
  term(out, "/etc/tearsheet/config.toml", "settings of the system; the user's go before them");
  out += ".SH SEE ALSO\n.BR tearsheet\\-site (5),\n.BR tearsheet\\-limits (7)\n";
  return out;
}

std::string site_file_page(const Manual& manual) {
  std::string out = head(manual, "tearsheet-site", 5) +
                    name_section("tearsheet-site", "a file that says how a site is read");
  out +=
      ".SH DESCRIPTION\nA TOML file for each site: where its articles are listed, what counts as "
      "one, how its parts are found, how slowly to go, and pages to prove it with.\n"
      "Every key is below; another one is an error.\n";
  for (const site::KeyTable& table : site::key_tables()) {
    std::string upper(table.heading);
    out += fmt::format(".SH \"{}\"\n{}\n", escaped(upper), with_code(table.about));
    for (const site::Key& key : table.keys) {
      std::string text = fmt::format("{}: {}", escaped(key.type), with_code(key.meaning));
      if (!key.fallback.empty()) text += fmt::format(" [{}]", with_code(key.fallback));
      term(out, key.name, text);
    }
  }
  return out + ".SH SEE ALSO\n.BR tearsheet\\-site (1)\n";
}

std::string limits_page(const Manual& manual) {
  std::string out = head(manual, "tearsheet-limits", 7) +
                    name_section("tearsheet-limits", "limits that hold for everything fetched");
  out +=
      ".SH DESCRIPTION\nWhatever the network sends is taken for hostile. Options change some of "
      "the limits below, and keys of site files others.\n";
  for (const LimitGroup& group : limit_groups()) {
    out += fmt::format(".SH \"{}\"\n", escaped(group.title));
    for (const Limit& one : group.limits) {
      std::string text = escaped(one.value);
      if (!one.why.empty()) text += fmt::format("; {}", escaped(one.why));
      if (!one.change.empty()) text += fmt::format(" ({})", escaped(one.change));
      term(out, one.what, text);
    }
  }
  return out + ".SH SEE ALSO\n.BR tearsheet (1),\n.BR tearsheet\\-crawl (1)\n";
}

}  // namespace

std::string synopsis(const CommandPage& page) {
  std::string text = "tearsheet " + page.name + " [OPTIONS]";
  if (!page.actions.empty()) text += " ACTION";
  for (const Positional& one : page.positionals) {
    const std::string name = one.name + (one.is_repeatable ? "..." : "");
    text += one.is_required ? " " + name : " [" + name + "]";
  }
  return text;
}

Files man_pages(const Manual& manual) {
  Files files;
  files.emplace_back("tearsheet.1", program_page(manual));
  for (const CommandPage& page : manual.commands)
    files.emplace_back("tearsheet-" + page.name + ".1", command_page(manual, page));
  files.emplace_back("tearsheet-site.5", site_file_page(manual));
  files.emplace_back("tearsheet-limits.7", limits_page(manual));
  return files;
}

}  // namespace tearsheet::cli::manual

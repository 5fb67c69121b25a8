// The reference as pages of docs/reference/, which a test holds against the program.
#include <fmt/format.h>

#include "cli/configuration.h"
#include "cli/exit_codes.h"
#include "cli/manual/blocks.h"
#include "cli/manual/tables.h"
#include "cli/manual/writers.h"
#include "site/keys.h"

namespace tearsheet::cli::manual {
namespace {

constexpr std::string_view kMade = "<!-- Made by scripts/reference; not to be edited. -->\n";

// In a cell, and in text, '|' would end the one and '<', '*' and '_' might begin something.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("|<*_[]\\").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// The tables' own `code` stays what it is.
std::string with_code(std::string_view text) {
  std::string out;
  bool is_code = false;
  while (true) {
    const auto tick = std::min(text.find('`'), text.size());
    const std::string_view part = text.substr(0, tick);
    out += is_code ? fmt::format("`{}`", part) : escaped(part);
    if (tick == text.size()) return out;
    text.remove_prefix(tick + 1);
    is_code = !is_code;
  }
}

std::string option_row(const Option& option) {
  std::string names;
  for (const std::string& name : option.names)
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", name);
  if (!option.value_name.empty()) {
    names += option.choices.empty() ? fmt::format(" {}", escaped(option.value_name)) : "";
    for (const std::string& choice : option.choices)
      names += fmt::format("{}`{}`", &choice == &option.choices.front() ? " " : "\\|", choice);
  }
  std::string about = escaped(option.help);
  if (option.is_repeatable) about += " (repeatable)";
  const std::string fallback = option.fallback.empty() ? "" : fmt::format("`{}`", option.fallback);
  const std::string elsewhere =
      option.elsewhere.environment.empty() ? "" : fmt::format("`{}`", option.elsewhere.environment);
  return fmt::format("| {} | {} | {} | {} |\n", names, about, fallback, elsewhere);
}

void options(std::string& out, const std::vector<Option>& options) {
  if (options.empty()) return;
  out += "\n| option | | default | environment |\n|---|---|---|---|\n";
  for (const Option& option : options) out += option_row(option);
}

void blocks(std::string& out, std::string_view epilog) {
  bool in_terms = false;
  for (const Block& block : blocks_of(epilog)) {
    const bool is_term = block.kind == Block::Kind::kTerm;
    if (!(in_terms && is_term)) out += "\n";
    in_terms = is_term;
    if (is_term) {
      out += fmt::format("- `{}`: {}\n", block.term, escaped(block.text));
    } else if (block.kind == Block::Kind::kLiteral) {
      // No language: these are examples of addresses that nobody serves.
      out += fmt::format("```text\n{}\n```\n", block.text);
    } else {
      out += escaped(block.text) + "\n";
    }
  }
}

std::string commands_page(const Manual& manual) {
  std::string out(kMade);
  out += "# Commands\n\nAs `tearsheet COMMAND --help` and the man pages have it.\n";
  out += "\n| command | |\n|---|---|\n";
  for (const CommandPage& page : manual.commands)
    out += fmt::format("| [{0}](#{0}) | {1} |\n", page.name, escaped(page.summary));
  out += "\n## Options of every command\n";
  options(out, manual.globals);
  for (const CommandPage& page : manual.commands) {
    out += fmt::format("\n## {}\n\n`{}`\n\n{}{}\n", page.name, synopsis(page),
                       escaped(page.summary), page.summary.ends_with('.') ? "" : ".");
    if (!page.actions.empty() || !page.positionals.empty()) out += "\n";
    for (const Action& one : page.actions)
      out += fmt::format("- `{}`: {}\n", one.name, escaped(one.help));
    for (const Positional& one : page.positionals)
      out += fmt::format("- {}: {}\n", one.name, escaped(one.help));
    options(out, page.options);
    blocks(out, page.epilog);
  }
  return out;
}

std::string site_file_page() {
  std::string out(kMade);
  out +=
      "# Keys of site files\n\nEvery key that a site file may have; any other is an error. How they "
      "work together is told in\n[site-files.md](../site-files.md).\n";
  for (const site::KeyTable& table : site::key_tables()) {
    out += fmt::format(
        "\n## {}\n\n{}\n\n| key | value | | default |\n|---|---|---|---|\n",
        table.name.empty() ? std::string(table.heading) : fmt::format("`{}`", table.heading),
        with_code(table.about));
    for (const site::Key& key : table.keys)
      out += fmt::format("| `{}` | {} | {} | {} |\n", key.name, with_code(key.type),
                         with_code(key.meaning), with_code(key.fallback));
  }
  return out;
}

std::string limits_page() {
  std::string out(kMade);
  out += "# Limits\n\nWhatever the network sends is taken for hostile.\n";
  for (const LimitGroup& group : limit_groups()) {
    out += fmt::format("\n## {}\n\n| | limit | changed by | |\n|---|---|---|---|\n", group.title);
    for (const Limit& one : group.limits)
      out +=
          fmt::format("| {} | {} | {} | {} |\n", escaped(one.what), one.value,
                      one.change.empty() ? "" : fmt::format("`{}`", one.change), escaped(one.why));
  }
  return out;
}

std::string environment_page() {
  std::string out(kMade);
  out +=
      "# Settings and the environment\n\nA setting comes from its option, else its variable, else "
      "the user's file\n(`$XDG_CONFIG_HOME/tearsheet/config.toml`), else `/etc/tearsheet/config.toml`, "
      "else its default. `tearsheet config`\nprints what is in force and where it came from.\n"
      "\n| key of the file | variable | | default |\n|---|---|---|---|\n";
  for (const KnownSetting& one : known_settings())
    out += fmt::format("| `{}` | `{}` | {} | {} |\n", one.elsewhere.config_key,
                       one.elsewhere.environment, escaped(one.help),
                       one.fallback.empty() ? "" : fmt::format("`{}`", one.fallback));
  out += "\n## Other variables\n\n| variable | |\n|---|---|\n";
  for (const Variable& one : other_variables())
    out += fmt::format("| `{}` | {} |\n", one.name, with_code(one.meaning));
  return out;
}

std::string exit_codes_page() {
  std::string out(kMade);
  out += "# Exit codes\n\n| code | |\n|---|---|\n";
  for (const ExitCode& one : kExitCodes)
    out += fmt::format("| {} | {} |\n", one.code, with_code(one.meaning));
  return out;
}

}  // namespace

Files reference_pages(const Manual& manual) {
  return {{"commands.md", commands_page(manual)},
          {"site-file.md", site_file_page()},
          {"limits.md", limits_page()},
          {"environment.md", environment_page()},
          {"exit-codes.md", exit_codes_page()}};
}

}  // namespace tearsheet::cli::manual

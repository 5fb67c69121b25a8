#!/usr/bin/env python3
"""check.py PACKAGE.deb: what a stranger does with the package, in a Debian of its own.

lintian finds no error; the package installs with what it depends on; the program, its man page and its completions are there;
the timer's and the crontab's command lines, run as the crawler's user, crawl the sample site on loopback; the package goes
away again, and the database stays. Needs root, debootstrap, lintian and a mirror of Debian (the one of this machine).
"""
import os
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def run(*command, **options):
    print("+ " + shlex.join(command), file=sys.stderr)
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8", **options).stdout


def mirror():
    """Where this machine gets Debian 12 from, and by which key it believes it."""
    for folder, _, names in os.walk("/etc/apt"):
        for name in names:
            if not name.endswith((".list", ".sources")):
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                found = re.search(r"(?m)^(?:deb .*?|URIs: *)(https?://\S+)", file.read())
            if found:
                return found[1].rstrip("/")
    return "http://deb.debian.org/debian"


def settings_of(crontab):
    """The variables and the one command of the example, and its user."""
    with open(crontab, encoding="utf-8") as file:
        lines = [line.strip() for line in file if line.strip() and not line.startswith("#")]
    variables = [line for line in lines if re.match(r"[A-Z_]+=", line)]
    user, command = lines[-1].split(None, 6)[5:]
    return variables, user, command


class System:
    def __init__(self, folder):
        self.folder = folder

    def __call__(self, *command, **options):
        return run("chroot", self.folder, *command, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}, **options)

    def path(self, name):
        return os.path.join(self.folder, name.lstrip("/"))


def check_rounds(system):
    """A round as the timer's service and the crontab run it, of a site that is served on this machine."""
    with open(os.path.join(ROOT, "tests", "site", "harbour-times.toml"), encoding="utf-8") as file:
        site_file = file.read()
    server = subprocess.Popen([sys.executable, os.path.join(ROOT, "tests", "site", "harbour.py"), "serve", "--crawl-delay", "0.05"],
                              stdout=subprocess.PIPE, encoding="utf-8")
    try:
        base = server.stdout.readline().strip()
        with open(system.path("/etc/tearsheet/selectors/harbour-times.toml"), "w", encoding="utf-8") as file:
            file.write(site_file.replace("$BASE", base))
        variables, user, command = settings_of(system.path("/usr/share/doc/tearsheet/examples/crontab"))
        with open(system.path("/usr/lib/systemd/system/tearsheet.service"), encoding="utf-8") as file:
            unit = file.read()
        assert "User=%s\n" % user in unit and "ExecStart=%s\n" % command in unit, unit
        assert set(re.findall(r"(?m)^Environment=(TEARSHEET_.*)", unit)) <= set(variables)
        told = system("runuser", "-u", user, "--", "env", *variables, "TEARSHEET_ARGS=--allow-private-network", command)
        assert told == "", told
    finally:
        server.kill()
        server.wait()
    count = system("runuser", "-u", user, "--", "sh", "-c", "tearsheet export --db /var/lib/tearsheet/news.db --format jsonl | wc -l").strip()
    assert count == "21", count
    print("crawled: 21 articles of 21")


def main(package):
    package = os.path.abspath(package)
    told = subprocess.run(["lintian", "--allow-root", "--tag-display-limit", "0", package], stdout=subprocess.PIPE, encoding="utf-8", check=False).stdout
    print(told, end="")
    errors = len(re.findall(r"(?m)^E: ", told))
    print("lintian: %d errors, %d warnings" % (errors, len(re.findall(r"(?m)^W: ", told))))
    assert errors == 0
    with tempfile.TemporaryDirectory(prefix="tearsheet-debian-") as folder:
        os.chmod(folder, 0o755)      # the root of a system is everybody's
        run("debootstrap", "--variant=minbase", "--include=ca-certificates", "bookworm", folder, mirror())
        system = System(folder)
        for name in ("/etc/resolv.conf", "/etc/apt/sources.list"):
            if name.endswith("resolv.conf") and os.path.exists(name):
                run("cp", "-L", name, system.path(name))
        run("cp", package, system.path("/tearsheet.deb"))
        system("apt-get", "update", "-qq")
        system("apt-get", "install", "-y", "-qq", "--no-install-recommends", "/tearsheet.deb")
        print(system("tearsheet", "--version"), end="")
        # minbase leaves documentation out on some machines only; dpkg knows what it unpacked.
        files = system("dpkg", "-L", "tearsheet").split()
        for wanted in ("/usr/share/man/man1/tearsheet-crawl.1.gz", "/usr/share/man/man5/tearsheet-site.5.gz",
                       "/usr/share/bash-completion/completions/tearsheet", "/usr/share/zsh/vendor-completions/_tearsheet",
                       "/usr/share/fish/vendor_completions.d/tearsheet.fish", "/etc/tearsheet/config.toml",
                       "/usr/lib/systemd/system/tearsheet.timer", "/usr/share/tearsheet/selectors/kcna.toml"):
            assert wanted in files, wanted
        assert system("stat", "-c", "%U", "/var/lib/tearsheet").strip() == "tearsheet"
        check_rounds(system)
        system("apt-get", "purge", "-y", "-qq", "tearsheet")
        assert os.path.exists(system.path("/var/lib/tearsheet/news.db")) and not os.path.exists(system.path("/etc/tearsheet/config.toml"))
    print("the package installs, crawls and goes away")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A PostgreSQL server of the tests' own, on a socket in a folder of theirs."""
import glob
import os
import pwd
import subprocess

MISSING = "PostgreSQL is not installed (scripts/install-deps postgres)"


def programs():
    """The newest version's folder of programs, or None."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
    return os.path.dirname(found[-1]) if found else None


class Postgres:
    def __init__(self, folder):
        self.folder = os.path.join(folder, "postgres")
        self.data = os.path.join(self.folder, "data")
        self.count = 0
        os.mkdir(self.folder)
        # The server refuses to be root.
        self.user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if self.user:
            os.chmod(folder, 0o755)
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        self.run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()

    def run(self, name, *arguments):
        as_user = {"user": self.user.pw_uid, "group": self.user.pw_gid} if self.user else {}
        return subprocess.run([os.path.join(programs(), name), *arguments], check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **as_user)

    def start(self):
        options = "-c listen_addresses='' -c unix_socket_directories='%s' -c fsync=off" % self.folder
        self.run("pg_ctl", "-D", self.data, "-w", "-l", os.path.join(self.folder, "log"), "-o", options, "start")

    def stop(self):
        if os.path.exists(os.path.join(self.data, "postmaster.pid")):
            self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def new_database(self):
        """The address of an empty one."""
        self.count += 1
        name = "t%d" % self.count
        self.run("createdb", "-h", self.folder, "-U", "postgres", name)
        return "postgresql://postgres@/%s?host=%s" % (name, self.folder)

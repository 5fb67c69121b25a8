"""A paper on loopback whose word on the use of its texts can be changed."""
import http.server
import threading
import time

WORDS = "dredger mole pilot harbour tide lighthouse channel ferry cargo anchor buoy quay crane winch trawler sluice".split()


def story(number, head=""):
    text = " ".join("The %s of pier %d waited for the %s on day %d of the season." % (WORDS[(number + i) % 16], i, WORDS[(number * 3 + i) % 16], number)
                    for i in range(8))
    return ("<!DOCTYPE html><html lang=en><head><title>Story %d of the harbour</title>%s<meta property=og:type content=article></head><body><article>"
            "<h1>Story %d of the harbour</h1><p>%s</p><p>%s</p></article></body></html>" % (number, head, number, text, text.replace("pier", "quay")))


class Publisher:
    """A paper with a feed, whose word on the use of its texts can be changed."""

    def __init__(self):
        self.robots, self.tdmrep, self.head, self.headers = "", None, "", {}
        self.shown, self.asked, self.agents, self.pause = range(1, 4), [], set(), 0
        publisher = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                publisher.asked.append(self.path)
                publisher.agents.add(self.headers["User-Agent"])
                time.sleep(publisher.pause)
                body = publisher.answer(self.path)
                self.send_response(404 if body is None else 200)
                self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "application/rss+xml" if self.path == "/feed"
                                 else "application/json" if "json" in self.path else "text/html; charset=utf-8")
                for name, value in publisher.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self.wfile.write((body or "").encode())
                except BrokenPipeError:
                    pass                    # it was killed

            def log_message(self, *_):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = "http://127.0.0.1:%d" % self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, path):
        if path == "/robots.txt":
            return self.robots
        if path == "/.well-known/tdmrep.json":
            return self.tdmrep
        if path == "/feed":
            return '<?xml version="1.0"?><rss version="2.0"><channel><title>Quay</title>%s</channel></rss>' % "".join(
                "<item><title>Story %d of the harbour</title><link>%s/news/%d.html</link></item>" % (n, self.base, n) for n in self.shown)
        if path.startswith("/news/"):
            return story(int(path[6:-5]), self.head)
        return None

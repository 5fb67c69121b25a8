"""A headless Chromium that tests drive through its pages, as DevTools speaks to it: JSON over two pipes, no library needed."""
import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

PROGRAM = shutil.which("chromium") or shutil.which("google-chrome")
MISSING = "no Chromium here (Debian: chromium): nobody looks at the pages"
PATIENCE = 60                     # seconds for anything that is waited for


class Browser:
    """One window, until close()."""

    def __init__(self, case):
        self.profile = tempfile.mkdtemp(prefix="tearsheet-browser-")
        case.addCleanup(self.close)
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        # Chromium reads from descriptor 3 and writes to 4, which may be taken here.
        high = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, 10) for descriptor in (theirs_in, theirs_out)]
        command = [PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-component-update", "--disable-background-networking",
                   "--hide-scrollbars", "--user-data-dir=" + self.profile, "--remote-debugging-pipe", "about:blank"]
        self.process = subprocess.Popen(command, pass_fds=(3, 4), preexec_fn=lambda: [os.dup2(high[i], 3 + i) for i in range(2)],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for descriptor in (theirs_in, theirs_out, *high):
            os.close(descriptor)
        self.read_from, self.write_to = ours_in, ours_out
        self.waiting, self.count, self.session = b"", 0, None
        self.loaded, self.problems, self._asked = 0, [], {}
        target = next(one for one in self.command("Target.getTargets")["targetInfos"] if one["type"] == "page")
        self.session = self.command("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.command(domain + ".enable")

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for descriptor in (self.read_from, self.write_to):
            os.close(descriptor)
        self.close = lambda: None
        shutil.rmtree(self.profile, ignore_errors=True)

    def command(self, method, **parameters):
        """What the browser answers."""
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write_to, json.dumps(message).encode() + b"\0")
        wanted = self.count
        while True:
            answer = self._message()
            if answer.get("id") == wanted:
                assert "error" not in answer, (method, answer)
                return answer["result"]
            self._note(answer)

    def open(self, address):
        """Waits until the page and all that it loads are there."""
        loaded = self.loaded
        result = self.command("Page.navigate", url=address)
        assert "errorText" not in result, (address, result)
        self.wait_for_load(loaded)

    def wait_for_load(self, loaded):
        while self.loaded == loaded:
            self._note(self._message())

    def run(self, script, wait=False):
        """The value of an expression in the page; with `wait`, what a promise comes to."""
        answer = self.command("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=wait)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key, code=0, text=""):
        down = {"text": text} if text else {}
        self.command("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **down)
        self.command("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def write(self, text):
        self.command("Input.insertText", text=text)

    def look(self, width, scheme="light", height=800):
        """As on a screen of this width, of a person who wants it `light` or `dark`."""
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    @property
    def requested(self):
        """The addresses that were asked for since forget()."""
        return list(self._asked.values())

    def forget(self):
        self._asked.clear()
        self.problems.clear()

    def allow_scripts(self, allowed):
        self.command("Emulation.setScriptExecutionDisabled", value=not allowed)

    def picture(self, path, whole=False):
        data = self.command("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def _note(self, message):
        method, parameters = message.get("method"), message.get("params", {})
        if method == "Network.requestWillBeSent":
            self._asked[parameters["requestId"]] = parameters["request"]["url"]
        elif method == "Network.loadingFailed" and parameters.get("blockedReason"):
            self._asked.pop(parameters["requestId"], None)      # the page's own policy: it was never sent
        elif method == "Page.loadEventFired":
            self.loaded += 1
        elif method == "Log.entryAdded" and parameters["entry"]["level"] in ("warning", "error"):
            self.problems.append(parameters["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.problems.append(parameters["exceptionDetails"]["text"])

    def _message(self):
        end = time.monotonic() + PATIENCE
        while b"\0" not in self.waiting:
            ready, _, _ = select.select([self.read_from], [], [], max(0, end - time.monotonic()))
            if not ready:
                raise TimeoutError("the browser says nothing")
            piece = os.read(self.read_from, 1 << 20)
            if not piece:
                raise EOFError("the browser is gone")
            self.waiting += piece
        message, self.waiting = self.waiting.split(b"\0", 1)
        return json.loads(message)

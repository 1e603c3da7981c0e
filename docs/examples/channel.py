"""A channel in one file: what you type is what a visitor writes, and what staff answer is printed."""
import json, os, sys, threading, time, urllib.error, urllib.request, uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from standardwebhooks import Webhook, WebhookVerificationError

URL = os.environ.get("CAUSEWAY_URL", "http://127.0.0.1:8080")
TOKEN, SECRET = os.environ.get("CAUSEWAY_TOKEN"), os.environ.get("CAUSEWAY_SECRET")
seen = set()  # webhook-ids; a real channel keeps them beside what the event changed


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        event = json.loads(body)
        if event["type"] == "url_verification":  # comes before the secret is known, and tells nothing
            return self.answer(200, event["challenge"])
        try:
            Webhook(SECRET or "none").verify(body, dict(self.headers))
        except WebhookVerificationError:
            return self.answer(401, "The signature does not fit.")
        repeated = self.headers["webhook-id"] in seen
        seen.add(self.headers["webhook-id"])
        self.answer(200, "")
        if event["type"] == "message.created" and not repeated:
            message = event["data"]["message"]
            print(message.get("renderedText") or message.get("text") or f"({message['type']})", flush=True)
            send("/omni/v1/events", {"type": "message.read", "messageId": message["id"]})

    def answer(self, status, text):
        self.send_response(status)
        self.send_header("content-length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


def send(path, body):
    """Repeats until there is an answer that repeating would not change; the ids in it make that safe."""
    headers = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json"}
    request = urllib.request.Request(URL + path, json.dumps(body).encode(), headers)
    while True:
        try:
            return urllib.request.urlopen(request, timeout=30).status
        except urllib.error.HTTPError as refusal:
            if refusal.code != 429 and refusal.code < 500:
                return print("refused:", refusal.read().decode(), file=sys.stderr)
            time.sleep(int(refusal.headers.get("retry-after", 2)))
        except OSError:
            time.sleep(2)


server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8070"))), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(f"webhook: http://127.0.0.1:{server.server_port}/webhook", flush=True)
for line in sys.stdin:
    if line.strip():
        visitor = {"id": "u-42", "name": "Ada Lovelace"}
        send("/omni/v1/messages", {"id": str(uuid.uuid4()), "visitor": visitor, "type": "text", "text": line.strip()})

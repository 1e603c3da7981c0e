"""A channel in one file: what you type is what a visitor writes, and what staff answer is printed."""
import json, os, sys, threading, urllib.request, uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from standardwebhooks import Webhook, WebhookVerificationError

MESSAGES = os.environ.get("CAUSEWAY_URL", "http://127.0.0.1:8080") + "/omni/v1/messages"
HEADERS = {"authorization": "Bearer " + os.environ["CAUSEWAY_TOKEN"], "content-type": "application/json"}
WEBHOOK = Webhook(os.environ["CAUSEWAY_SECRET"])
seen = set()  # webhook-ids; a real channel keeps them beside what their events changed

class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        status, text = receive(self.headers, self.rfile.read(int(self.headers["content-length"])))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

def receive(headers, body):
    try:
        event = json.loads(body)
        if event["type"] == "url_verification":  # may come before the secret is known, and tells nothing
            return 200, event["challenge"]
        WEBHOOK.verify(body, headers)
    except (WebhookVerificationError, ValueError):
        return 401, "This isn't signed as Causeway signs."
    if event["type"] == "message.created" and headers["webhook-id"] not in seen:
        message = event["data"]["message"]
        print(message.get("renderedText") or message.get("text") or message["type"], flush=True)
    seen.add(headers["webhook-id"])
    return 200, ""

server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8070"))), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(f"webhook: http://127.0.0.1:{server.server_port}/webhook", flush=True)
for line in sys.stdin:
    message = {"id": str(uuid.uuid4()), "visitor": {"id": "u-42", "name": "Ada"}, "type": "text", "text": line.strip()}
    try:  # to be repeated as it is when there is no answer: the id makes that safe
        urllib.request.urlopen(urllib.request.Request(MESSAGES, json.dumps(message).encode(), HEADERS), timeout=30)
    except OSError as fault:
        print("not sent:", fault, file=sys.stderr)

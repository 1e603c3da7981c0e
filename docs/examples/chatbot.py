"""A chatbot in one file: it knows when the shop is open, and calls a person for everything else."""
import json, os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from standardwebhooks import Webhook, WebhookVerificationError

SECRET = os.environ.get("CAUSEWAY_SECRET")  # comes when the chatbot is added: start again with it

class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        status, answer = receive(self.headers, self.rfile.read(int(self.headers["content-length"])))
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

def receive(headers, body):
    try:
        event = json.loads(body)
        if event["type"] == "url_verification":  # may come before the secret is known, and tells nothing
            return 200, {"challenge": event["challenge"]}
        Webhook(SECRET or "").verify(body, headers)
    except (WebhookVerificationError, ValueError, RuntimeError):
        return 401, {}
    return 200, answer(event["data"])

def answer(turn):
    asked = (turn["message"] or {}).get("text", "")
    if "open" in asked:
        return {"messages": [{"type": "text", "text": "We are open from nine to six."}]}
    return {
        "messages": [{"type": "text", "text": "I will get somebody for you."}],
        "note": f"Asked: {asked}",
        "then": "handOver",
    }

server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8071"))), Handler)
print(f"webhook: http://127.0.0.1:{server.server_port}/webhook", flush=True)
server.serve_forever()

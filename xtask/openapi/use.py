"""Uses the client that openapi-python-client generated, against a running server."""

import os
from io import BytesIO

from causeway_client import AuthenticatedClient, Client
from causeway_client.api.channels import list_channels
from causeway_client.api.labels import create_label, list_labels
from causeway_client.api.omni import post_omni_batch, post_omni_file, post_omni_message
from causeway_client.models import (
    AcceptedMessage,
    ChannelList,
    Colour,
    FailedMessage,
    FileForm,
    IncomingMessage,
    IncomingType,
    IncomingVisitor,
    Label,
    LabelList,
    MessageBatch,
    MessageBatchResults,
    NewAttachment,
    NewLabel,
    Problem,
    RoutingAlternative,
    StoredFile,
)
from causeway_client.types import File

url = os.environ["CAUSEWAY_URL"]
staff = Client(base_url=url, headers={"Cookie": os.environ["CAUSEWAY_COOKIE"], "Origin": url})
channel = AuthenticatedClient(base_url=url, token=os.environ["CAUSEWAY_TOKEN"])

# A union, told apart by its `kind`, inside of a list.
channels = list_channels.sync(client=staff)
assert isinstance(channels, ChannelList)
assert isinstance(channels.items[0].routing, RoutingAlternative), channels.items[0].routing

# A form, its enumeration, and the problem when it is sent twice.
label = create_label.sync(client=staff, body=NewLabel(name="By a client", colour=Colour.GREEN))
assert isinstance(label, Label) and label.colour is Colour.GREEN, label
again = create_label.sync(client=staff, body=NewLabel(name="By a client"))
assert isinstance(again, Problem) and again.code == "name-taken", again
labels = list_labels.sync(client=staff)
assert isinstance(labels, LabelList) and "By a client" in [one.name for one in labels.items]

# A file, and a message with it.
upload = File(payload=BytesIO(b"Hello!"), file_name="hello.txt", mime_type="text/plain")
stored = post_omni_file.sync(client=channel, body=FileForm(file=upload))
assert isinstance(stored, StoredFile) and stored.name == "hello.txt", stored
visitor = IncomingVisitor(id="u-1")
message = IncomingMessage(
    id="m-1", visitor=visitor, type_=IncomingType.FILE, attachment=NewAttachment(file_id=stored.file_id)
)
accepted = post_omni_message.sync(client=channel, body=message)
assert isinstance(accepted, AcceptedMessage), accepted

# Results that differ from message to message.
batch = MessageBatch(
    messages=[
        IncomingMessage(id="m-2", visitor=visitor, type_=IncomingType.TEXT, text="Hello"),
        IncomingMessage(id="m-3", visitor=visitor, type_=IncomingType.TEXT, text=""),
    ]
)
results = post_omni_batch.sync(client=channel, body=batch)
assert isinstance(results, MessageBatchResults), results
kinds = [type(result) for result in results.results]
assert kinds == [AcceptedMessage, FailedMessage], results

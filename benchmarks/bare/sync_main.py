"""The bare function, default side: the same Firestore read, synchronous."""

import json

import functions_framework
from google.cloud.firestore import Client

_client = None


def client():
    global _client
    if _client is None:
        _client = Client(project="demo-ella")
    return _client


@functions_framework.http
def bare_get_sync(request):
    snapshot = client().document(request.args["document"]).get()
    return json.dumps(snapshot.to_dict(), default=str), 200, {"content-type": "application/json"}

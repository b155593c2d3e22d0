"""The bare function, asynchronous side: one Firestore read, or one read and one write, and nothing else."""

import json
import uuid

import functions_framework.aio
from google.cloud.firestore_v1.async_client import AsyncClient
from starlette.responses import Response

_client = None


def client():
    global _client
    if _client is None:
        _client = AsyncClient(project="demo-ella")
    return _client


@functions_framework.aio.http
async def bare_get(request):
    path = request.query_params["document"]
    snapshot = await client().document(path).get()
    return Response(json.dumps(snapshot.to_dict(), default=str), media_type="application/json")


@functions_framework.aio.http
async def bare_command(request):
    body = await request.json()
    snapshot = await client().document(body.pop("member")).get()
    identifier = uuid.uuid4().hex
    batch = client().batch()
    batch.create(client().document(f"bare/{identifier}"), body)
    batch.create(client().document(f"bareAudit/{identifier}"), {"by": snapshot.id})
    await batch.commit()
    return Response(json.dumps({"id": identifier}), media_type="application/json")

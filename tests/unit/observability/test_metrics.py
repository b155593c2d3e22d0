import math

from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics_families
from prometheus_client.parser import text_string_to_metric_families as text_families

from shared.observability.metrics import MAX_SERIES, Counter, Gauge, Histogram, rendered


def test_prometheus_reads_counters_gauges_and_histograms_back():
    counter = Counter("asked_total", "Asked.", ("route",))
    counter.add("/v1/a")
    counter.add("/v1/a", amount=2)
    gauge = Gauge("height", "How high.", lambda: {(): 1.5})
    histogram = Histogram("lasted_seconds", "How long.", (0.1, 1), ("route",))
    for value in (0.1, 0.5, 7):
        histogram.observe(value, "/v1/a")
    families = {each.name: each for each in text_families(rendered([counter, gauge, histogram]))}
    assert [(each.labels, each.value) for each in families["asked"].samples] == [({"route": "/v1/a"}, 3)]
    assert [each.value for each in families["height"].samples] == [1.5]
    buckets = {each.labels.get("le", each.name): each.value for each in families["lasted_seconds"].samples}
    assert buckets == {"0.1": 1, "1": 2, "+Inf": 3, "lasted_seconds_sum": 7.6, "lasted_seconds_count": 3}


def test_a_value_with_quotes_lines_and_backslashes_is_read_as_it_was():
    odd = 'a "b"\n\\c\\n'
    counter = Counter("asked_total", "Asked.", ("route",))
    counter.add(odd)
    [family] = text_families(rendered([counter]))
    assert family.samples[0].labels == {"route": odd}


def test_a_tenant_comes_as_an_exemplar_and_never_as_a_label():
    histogram = Histogram("lasted_seconds", "How long.", (0.1, 1), ("route",))
    histogram.observe(0.5, "/v1/a", tenant_id="T1")
    histogram.observe(0.6, "/v1/a", tenant_id="T2")
    assert "tenant_id" not in rendered([histogram])
    [family] = open_metrics_families(rendered([histogram], open_metrics=True))
    told = {each.labels["le"]: each.exemplar for each in family.samples if "le" in each.labels}
    assert told["0.1"] is None
    assert (told["1"].labels, told["1"].value) == ({"tenant_id": "T2"}, 0.6)
    assert all("tenant_id" not in each.labels for each in family.samples)


def test_open_metrics_reads_a_counter_back():
    counter = Counter("asked_total", "Asked.")
    counter.add()
    [family] = open_metrics_families(rendered([counter], open_metrics=True))
    assert (family.name, family.type, family.samples[0].value) == ("asked", "counter", 1)


def test_one_metric_keeps_so_many_series_and_no_more():
    counter = Counter("asked_total", "Asked.", ("route",))
    for number in range(MAX_SERIES + 50):
        counter.add(f"/{number}")
    assert len(counter.values) == MAX_SERIES + 1
    assert counter.values["other",] == 50
    assert math.fsum(counter.values.values()) == MAX_SERIES + 50

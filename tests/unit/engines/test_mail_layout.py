from shared.engines.mail_layout import mail, message_id


def test_a_mail_says_the_same_as_text_and_as_html() -> None:
    sent = mail(
        to="a@example.com",
        subject="Hello",
        paragraphs=["First.", "Second."],
        button=("Open", "https://ella.example/x?a=1&b=2"),
        message_id="<1@ella>",
    )
    assert sent.text == "First.\n\nSecond.\n\nOpen:\nhttps://ella.example/x?a=1&b=2\n"
    assert "<p>First.</p><p>Second.</p>" in sent.html
    assert 'href="https://ella.example/x?a=1&amp;b=2"' in sent.html


def test_what_others_wrote_is_never_markup() -> None:
    evil = '"><script>alert(1)</script>'
    sent = mail(to="a@example.com", subject=evil, paragraphs=[evil], button=(evil, evil), message_id="<1@ella>")
    assert "<script>" not in sent.html


def test_a_subject_is_one_line() -> None:
    sent = mail(to="a@example.com", subject="Join\r\nBcc: b@example.com", paragraphs=[], message_id="<1@ella>")
    assert sent.subject == "Join Bcc: b@example.com"


def test_a_message_id_is_the_same_in_each_retry() -> None:
    assert message_id("send_mail", "event1") == message_id("send_mail", "event1") == "<event1.send_mail@ella>"
    assert message_id("send_mail", "event2") != message_id("send_mail", "event1")

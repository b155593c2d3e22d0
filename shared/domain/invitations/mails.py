"""What candidates get by mail."""

from dataclasses import dataclass
from datetime import datetime

from shared.domain.invitations.challenges import CODE_LIFETIME
from shared.domain.invitations.model import Invitation
from shared.domain.invitations.public_links import PlaceRequest, PublicLink
from shared.domain.invitations.wordings import MailKind
from shared.engines.calendar_files import calendar_file
from shared.engines.mail_layout import MailStyle, Wording, mail
from shared.ports.mail import Attachment, Mail


@dataclass(frozen=True, slots=True)
class LinkMail:
    """A mail with a candidate's link: of which kind, to which address, in whose words and time."""

    kind: MailKind
    url: str
    style: MailStyle
    wording: Wording
    zone: str

    def to(self, invitation: Invitation, *, message_id: str, at: datetime) -> Mail:
        """Return the mail to a candidate, with a calendar file of when the link can be used."""
        values = {
            "name": invitation.candidate_name,
            "assessment": invitation.assessment_title,
            "expires_at": invitation.expires_at,
            "url": self.url,
        }
        calendar = calendar_file(
            uid=f"{invitation.id}@ella",
            revision=invitation.resent_count,
            summary=f"{self.style.company}: {invitation.assessment_title}",
            url=self.url,
            begins=invitation.created_at,
            ends=invitation.expires_at,
            zone=self.zone,
            at=at,
        )
        return mail(
            self.kind.template,
            values,
            to=invitation.email,
            style=self.style,
            message_id=message_id,
            wording=self.wording,
            attachments=(Attachment("assessment.ics", "text/calendar", calendar),),
        )


def code_mail(invitation: Invitation, *, code: str, style: MailStyle, message_id: str) -> Mail:
    """Return the mail with the code that confirms another device."""
    values = {
        "name": invitation.candidate_name,
        "assessment": invitation.assessment_title,
        "code": code,
        "minutes": str(CODE_LIFETIME.seconds // 60),
    }
    return mail("redemption_code", values, to=invitation.email, style=style, message_id=message_id)


def place_code_mail(request: PlaceRequest, link: PublicLink, *, code: str, style: MailStyle, message_id: str) -> Mail:
    """Return the mail with the code that confirms whoever asks for a place by a public link."""
    values = {
        "name": request.name,
        "assessment": link.assessment_title,
        "code": code,
        "minutes": str(CODE_LIFETIME.seconds // 60),
    }
    return mail("place_code", values, to=request.email, style=style, message_id=message_id)

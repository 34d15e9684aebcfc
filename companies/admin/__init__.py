"""Companies on the staff desk."""

from companies.admin.company import CompanyAdmin, CompanyContactAdmin, EstablishmentAdmin, JoinRequestAdmin
from companies.admin.moving import AttachmentAdmin, EstablishmentTransferAdmin, ImportJobAdmin
from companies.admin.place_pages import PlacePageAdmin, PlaceReportAdmin
from companies.admin.recognition import MentorAdmin, RecognitionAdmin, RecognitionLineAdmin
from companies.admin.scan import HelpRequestAdmin, QuickScanAdmin
from companies.admin.wake import WakeCallAdmin
from companies.admin.wishes import ProgrammeWishAdmin
from companies.admin.workplace import WorkplaceAdmin

__all__ = [
    "AttachmentAdmin",
    "CompanyAdmin",
    "CompanyContactAdmin",
    "EstablishmentAdmin",
    "EstablishmentTransferAdmin",
    "HelpRequestAdmin",
    "ImportJobAdmin",
    "JoinRequestAdmin",
    "MentorAdmin",
    "PlacePageAdmin",
    "PlaceReportAdmin",
    "ProgrammeWishAdmin",
    "QuickScanAdmin",
    "RecognitionAdmin",
    "RecognitionLineAdmin",
    "WakeCallAdmin",
    "WorkplaceAdmin",
]

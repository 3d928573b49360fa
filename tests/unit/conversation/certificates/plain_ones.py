"""Certificates as they mostly are, and what is to be read of them.

Each is a page, its title, its provider, and its last day. A fact that the page does not clearly
delimit is None here, and has to be.
"""

from datetime import date
from typing import Final

PLAIN_ONES: Final[dict[str, tuple[str, str | None, str | None, date | None]]] = {
    "awarded for completing": ("""
        ## Hartwell Training Ltd
        Certificate of Completion
        Awarded to
        ## Ada Example
        for completing
        Working at Height
        on 9 June 2026
        """, "Working at Height", "Hartwell Training Ltd", None),
    "certify that": ("""
        Redbrook Training Ltd
        ## Certificate of Attendance
        This is to certify that
        Davinder Kang
        attended
        Emergency First Aid at Work
        14 May 2026 | Duration: 6 hours | Valid until: 13 May 2029
        """, "Emergency First Aid at Work", "Redbrook Training Ltd", date(2029, 5, 13)),
    "table": ("""
        ## Certificate of Training
        Name | Callum Frew
        Course | Abrasive Wheels
        Date completed | 5 June 2026
        Training provider | Oakmoor Safety Training
        Certificate no. | AW-3320
        Expiry date | 5 June 2029
        """, "Abrasive Wheels", "Oakmoor Safety Training", date(2029, 6, 5)),
    "letter": ("""
        Ledgerwell Institute
        6 March 2026
        Dear Ms Okafor
        We confirm that you attended our webinar Pension tax after April on 5 March 2026.
        It lasted 1 hour.
        Yours sincerely
        Harriet Blount
        Events Manager
        """, "Pension tax after April", "Ledgerwell Institute", None),
    "mail": ("""
        From: Brightpath Academy <no-reply@brightpath.example>
        To: Folake Oyelaran <folake@example.org>
        Congratulations, you have completed Data Protection Essentials
        Completed on: 30 June 2026
        Time spent: 45 minutes
        """, "Data Protection Essentials", "Brightpath Academy", None),
    "lms record": ("""
        ## Record of completion
        Learner: Owen Hughes
        Course: Fire Marshal Training
        Status: Completed
        Completion date: 3 March 2026
        Provider: Emberline Fire Ltd
        """, "Fire Marshal Training", "Emberline Fire Ltd", None),
    "lms page without a heading": ("""
        Learner: Owen Hughes
        Course: Fire Marshal Training
        Completed: 3 March 2026
        Score: 90 % (passed)
        Provider: Emberline Fire Ltd
        """, "Fire Marshal Training", "Emberline Fire Ltd", None),
    "card": ("""
        ## Telehandler operator
        Name: Tomasz Wilk
        Course: Telehandler Operation
        Date passed: 4 June 2026
        Expires: 3 June 2031
        Issued by: Ridgeway Plant Training
        """, "Telehandler Operation", "Ridgeway Plant Training", date(2031, 6, 3)),
    "badge": ("""
        Temporary Works Coordinator
        Issued to: Priya Raman
        Issued by: Northway Training Ltd
        Date issued: 17 June 2026
        Credential ID: NT-55120
        """, "Temporary Works Coordinator", "Northway Training Ltd", None),
    "conference": ("""
        Severnside Anaesthetic Society
        ## Certificate of Attendance
        Dr Lena Hofmann
        attended the
        Annual Anaesthesia Study Day
        on 13 November 2026
        6 CPD hours
        """, "Annual Anaesthesia Study Day", "Severnside Anaesthetic Society", None),
    "achievement": ("""
        Quayside College
        ## Certificate of Achievement
        This is to certify that
        Rhian Bevan
        has achieved
        Level 3 Award in Education and Training
        Date of award: 11 March 2026
        """, "Level 3 Award in Education and Training", "Quayside College", None),
    "presented to": ("""
        ## Calmwater Training
        This certificate is presented to
        Marta Villanueva
        who has successfully completed the
        Mental Health First Aid
        course on 4 February 2026
        """, "Mental Health First Aid", "Calmwater Training", None),
    "sentence": ("""
        Certificate of Participation
        Oakmoor Safety Training hereby certifies that Jo Marsh has participated in the course
        “Ladder inspection” on 4 March 2026.
        Duration: 2 hours
        """, "Ladder inspection", "Oakmoor Safety Training", None),
    "passed an exam": ("""
        Statement of result
        Candidate: Lena Hofmann
        Examination: Chartered Tax Paper 2
        Result: Pass
        Date: 4 November 2026
        Awarding body: Institute of Example Accountants
        """, "Chartered Tax Paper 2", "Institute of Example Accountants", None),
    "refresher": ("""
        Certificate of Training
        Trainee: Callum Frew
        Course: Forklift Refresher
        Date of training: 16 June 2026
        Refresher due: 16 June 2029
        Provider: Ridgeway Plant Training
        """, "Forklift Refresher", "Ridgeway Plant Training", date(2029, 6, 16)),
    "german": ("""
        Teilnahmebescheinigung
        Frau Lena Hofmann
        hat am 12. Mai 2026 an der Schulung
        Hochvolt am Fahrzeug
        teilgenommen.
        Veranstalter: Stromwerk Akademie GmbH
        """, "Hochvolt am Fahrzeug", "Stromwerk Akademie GmbH", None),
    "french": ("""
        Attestation de formation
        Participante : Claire Dumont
        Formation : Gestes et postures
        Date : 12 mai 2026
        Durée : 7 heures
        Organisme : Atelier Formation
        """, "Gestes et postures", "Atelier Formation", None),
    "in association": ("""
        ## Voltline Training Ltd
        in association with Example Motors
        Certificate of Competence
        Davinder Kang
        has successfully completed
        EV Level 2
        8 July 2026
        """, "EV Level 2", "Voltline Training Ltd", None),
    "toolbox talk": ("""
        Toolbox talk record
        Topic: Ladder inspections
        Date: 4 March 2026
        Presented by: Jo Marsh
        I attended and understood this talk.
        Name: Callum Frew | Signed: C Frew
        """, "Ladder inspections", None, None),
    "moocs": ("""
        ## Bridge Inspection Basics
        Priya Raman
        has completed this course
        4 weeks, 3 hours per week
        Meadowbank College
        Completed 2 May 2026
        """, "Bridge Inspection Basics", None, None),
    "credits": ("""
        Certificate of CPD
        Awarded to: Marta Villanueva
        Event: Digital Dentistry Live
        Attended: 21 October 2026
        5 CPD hours
        Organiser: Brightsmile Events Ltd
        """, "Digital Dentistry Live", "Brightsmile Events Ltd", None),
    "two lines of a title": ("""
        Certificate of Completion
        Awarded to
        ## Owen Hughes
        for successfully completing
        Safe Isolation of
        Electrical Supplies
        9 June 2026
        Provider: Sparkwell Training Ltd
        """, "Safe Isolation of Electrical Supplies", "Sparkwell Training Ltd", None),
    "expiry in words": ("""
        Certificate of Training
        Name: Ada Example
        Course: Slinger Signaller
        Date of test: 4 June 2026
        This certificate expires on 3 June 2031
        Issued by: Ridgeway Plant Training
        """, "Slinger Signaller", "Ridgeway Plant Training", date(2031, 6, 3)),
    "expiry of years": ("""
        Certificate of Training
        Name: Ada Example
        Course: Slinger Signaller
        Date of test: 4 June 2026
        Valid for five years
        Issued by: Ridgeway Plant Training
        """, "Slinger Signaller", "Ridgeway Plant Training", None),
    "accredited": ("""
        Hartwell Training Ltd
        ## Certificate of Completion
        Jo Marsh
        has completed
        Manual Handling
        on 4 March 2026
        Accredited by Example CPD Council
        """, "Manual Handling", "Hartwell Training Ltd", None),
    "confirmation": ("""
        Example Motors
        To whom it may concern
        This is to confirm that Owen Hughes completed the training Hybrid Systems
        on 12 June 2026 (7 hours).
        Paula Grieve
        Training Manager
        """, "Hybrid Systems", "Example Motors", None),
    "diploma": ("""
        Meadowbank College
        ## Diploma
        Lena Hofmann
        has been awarded the
        Diploma in Forensic Accounting
        on 4 June 2026
        """, "Diploma in Forensic Accounting", "Meadowbank College", None),
    "thanks for coming": ("""
        Ledgerwell Institute
        Hello Ada Example,
        Thank you for attending Pension tax after April on 5 March 2026.
        This email confirms your attendance: 1 hour of CPD.
        """, "Pension tax after April", "Ledgerwell Institute", None),
    "vocational": ("""
        Certificate of Competence
        We hereby certify that
        Mr Callum Frew
        has passed the test in
        Mobile Towers
        Test date: 9 June 2026
        Valid to: 8 June 2031
        Ridgeway Plant Training
        """, "Mobile Towers", None, date(2031, 6, 8)),
    "invoice as subject": ("""
        Ledgerwell Institute
        ## Certificate of Attendance
        Awarded to: Harriet Blount
        Course: Invoices and VAT for beginners
        Date completed: 5 March 2026
        """, "Invoices and VAT for beginners", "Ledgerwell Institute", None),
}  # fmt: skip

"""Documents about training that are no certificates, however much they look like one."""

from typing import Final

OTHERS: Final = {
    "joining instructions": """
        ## Hartwell Training
        Joining instructions
        Delegate: Ada Example
        Course: Working at Height
        Date: 9 June 2026
        Venue: Unit 4, Mill Lane
        Duration: 6 hours
        Bring safety boots and photo ID.
        """,
    "joining letter": """
        Larkfield Skills Centre
        Dear Ms Okafor
        Safe Use of Ladders
        Your course starts at 9:00 on 12 May 2026 and runs for 7 hours.
        Report to reception, where your trainer will meet you.
        A certificate of attendance is sent to all who finish.
        """,
    "booking table": """
        ## Booking confirmed
        Name | Davinder Kang
        Course | Emergency First Aid at Work
        Date | 14 May 2026
        Provider | Redbrook Training Ltd
        Duration | 1 day
        Order no. | 88421
        """,
    "booking without the word": """
        ## You're all set, Priya
        Attendee: Priya Raman
        Event: Ageing Bridges Symposium
        When: 3 September 2026, 10:00 - 16:00
        Organised by: Northway Civil Society
        Add to calendar
        """,
    "e-ticket": """
        ## E-TICKET
        Conference: Digital Dentistry Live
        Ticket holder: Marta Villanueva
        Date: 21 October 2026
        Organiser: Brightsmile Events Ltd
        CPD: 5 hours available
        Order ID: T-55102
        """,
    "receipt": """
        Receipt
        Fenwick Training Ltd
        Paid by: Owen Hughes
        Manual Handling, 1 place, 4 March 2026
        £95.00
        Paid by card. Thank you.
        """,
    "receipt without its name": """
        ## Fenwick Training Ltd
        Payment received
        Customer: Owen Hughes
        Course: Manual Handling
        Date: 4 March 2026
        Amount: 95.00 GBP
        Reference: R-2291
        """,
    "invoice": """
        Copperdale Academy Ltd
        Invoice
        Invoice to: Ada Example
        Training: Level 3 Award in Education and Training
        Date: 11 March 2026 | Due: 10 April 2026
        Total | £410.00
        """,
    "proforma for exam": """
        Quayside College
        PRO FORMA
        Candidate: Tomasz Wilk
        Examination: Gas Safety Reassessment
        Date: 2 April 2026
        Exam fee: £180
        """,
    "timetable": """
        ## Spring timetable
        Day | Time | Session | Tutor
        Monday | 09:00-11:00 | Hydraulics | Mr L Castellane
        Tuesday | 09:00-11:00 | Pneumatics | Ms R Osei
        Training Centre, Block C
        """,
    "personal timetable": """
        Student: Rhian Bevan
        Course: HNC Building Services
        Week of 5 October 2026
        Monday 9:00 - 12:00 Thermofluids
        Thursday 13:00 - 16:00 Design project
        Meadowbank College
        """,
    "enrolment letter": """
        Meadowbank College
        Dear Rhian
        We are pleased to confirm your enrolment on HNC Building Services.
        Start date: 7 September 2026
        End date: 25 June 2027
        Student number: 4418820
        Yours sincerely
        Paula Grieve
        Registrar
        """,
    "enrolment proof": """
        ## Proof of enrolment
        This is to certify that
        Rhian Bevan
        is enrolled as a full-time student on
        HNC Building Services
        from 7 September 2026 to 25 June 2027.
        Meadowbank College
        """,
    "enrolment form": """
        Enrolment form
        Name: Callum Frew
        Date of birth: 4 May 1990
        Course: Forklift Refresher
        Preferred date: 16 June 2026
        Signature: C Frew
        Ridgeway Plant Training
        """,
    "quotation": """
        QUOTATION Q-1180
        Prepared for: Davinder Kang
        On-site course: Confined Spaces (Medium Risk)
        Date of course: 8 July 2026
        Duration: 1 day
        Ridgeway Plant Training Ltd
        """,
    "proposal": """
        Training proposal
        Client: Example Motors
        Course: EV Awareness
        Duration: 3 hours
        Date: 8 July 2026
        Delivered by: Voltline Training Ltd
        All delegates receive certificates.
        """,
    "agenda": """
        ## Annual Anaesthesia Study Day
        AGENDA
        09:00 Registration
        09:30 Airway update - Dr Ruth Ellwood
        11:00 Pain in practice - Dr S Iqbal
        Friday 13 November 2026
        6 CPD hours applied for
        """,
    "programme": """
        ## Annual Anaesthesia Study Day
        Programme
        Friday 13 November 2026
        Speaker: Dr Ruth Ellwood
        Organised by: Severnside Anaesthetic Society
        Duration: 6 hours
        Certificates of attendance are given at the end.
        """,
    "advert": """
        ## Mental Health First Aid
        A two-day course with Calmwater Training
        Date: 3-4 February 2027
        Price: £240
        Certificate of attendance included
        """,
    "advert without a price": """
        ## Become a Mental Health First Aider
        Trainer: Jo Marsh
        Dates: 3-4 February 2027
        Duration: 12 hours
        Provider: Calmwater Training
        Gain a certificate valid for 3 years.
        """,
    "webinar invitation": """
        ## Webinar: Pension tax after April
        Date: 5 March 2026, 12:30 - 13:30
        Speaker: Harriet Blount
        Hosted by: Ledgerwell Institute
        Duration: 1 hour
        Join the webinar
        """,
    "webinar reminder": """
        Subject: Reminder: Pension tax after April starts in 1 hour
        From: Ledgerwell Institute <events@ledgerwell.example>
        To: Ada Example <ada@example.org>
        Hello Ada Example,
        Pension tax after April starts on 5 March 2026 at 12:30.
        Certificates of attendance follow within a week.
        """,
    "template": """
        ## Certificate of Completion
        This is to certify that
        [Name]
        has successfully completed
        [Course title]
        Date: [dd/mm/yyyy]
        Example Training Ltd
        """,
    "template with blanks": """
        ## Certificate of Attendance
        This certifies that ______________________
        has attended Fire Marshal Training
        on ____ / ____ / ______
        Duration: 3 hours
        Emberline Fire Ltd
        """,
    "template with filler": """
        ## CERTIFICATE OF ACHIEVEMENT
        This certificate is proudly presented to
        ## Your Name Here
        for successfully completing
        Lorem ipsum dolor sit amet
        Date | Signature
        """,
    "template with merge fields": """
        ## Certificate of Attendance
        {{first_name}} {{last_name}}
        has completed {{course}}
        Date: {{completion_date}}
        Provider: Example Training Ltd
        """,
    "specimen": """
        SPECIMEN
        ## Certificate of Training
        This is to certify that
        A N Other
        has successfully completed
        Slinger Signaller
        Date: 1 January 2026
        """,
    "exam entry": """
        Statement of entry
        Candidate: Tomasz Wilk
        Candidate number: 0042
        Qualification: Level 2 Certificate in Electrical Installation
        Exam date: 12 June 2026
        Centre: Quayside College
        """,
    "exam admission": """
        ## Admission slip
        Candidate name: Lena Hofmann
        Exam: Chartered Tax Paper 2
        Date of exam: 4 November 2026
        Duration: 3 hours
        Board: Institute of Example Accountants
        Bring this slip.
        """,
    "exam results fail": """
        Dear Tomasz Wilk
        Result of your assessment
        Assessment: Gas Safety Reassessment
        Date: 2 April 2026
        Result: Not passed
        You may resit within 28 days. Quayside College
        """,
    "failed certificate module": """
        Learner: Owen Hughes
        Course: Fire Marshal Training
        Status: Not completed
        Score: 40 %
        Last accessed: 3 March 2026
        Provider: Emberline Fire Ltd
        """,
    "in progress": """
        ## My learning
        Owen Hughes
        Course: Fire Marshal Training
        Progress: 60 %
        Time spent: 45 minutes
        Started: 3 March 2026
        """,
    "overdue": """
        Hello Priya Raman,
        Your certificate is due for renewal.
        Course: Emergency First Aid at Work
        Certificate number: EFA-2231
        Expires: 14 May 2026
        Redbrook Training Ltd
        """,
    "expired reminder": """
        REMINDER
        Name: Davinder Kang
        Your Abrasive Wheels certificate expired on 5 June 2026.
        Refresher course: 1 July 2026
        Oakmoor Safety Training
        """,
    "assignment notice": """
        From: Learning Portal <no-reply@portal.example>
        To: Ada Example <ada@example.org>
        You have been assigned: Data Protection Essentials
        Due date: 30 June 2026
        Estimated time: 45 minutes
        A certificate is issued once it is completed.
        """,
    "employers liability": """
        ## Certificate of Employers' Liability Insurance
        Name of policyholder: Example Motors Ltd
        Date of commencement: 1 April 2026
        Date of expiry: 31 March 2027
        Certificate no: EL-559201
        """,
    "professional indemnity": """
        ## Certificate of Cover
        This is to certify that
        Marta Villanueva
        has been insured for professional indemnity with Harbour Mutual Ltd
        Valid from 1 May 2026 until 30 April 2027
        Certificate number: PI-77120
        """,
    "vehicle test": """
        Vehicle inspection certificate
        Registration: EX26 ABC
        Inspected by: Ross Example
        Result: Passed
        Date: 4 June 2026
        Expires: 3 June 2027
        Example Garage Ltd
        """,
    "lolers thorough examination": """
        Report of Thorough Examination
        Equipment: 2-tonne chain hoist
        Serial number: CH-2291
        Date of examination: 4 June 2026
        Next due: 4 December 2026
        Examined by: Ross Example
        Competent Lifting Services Ltd
        """,
    "electrical installation certificate": """
        ## Electrical Installation Certificate
        Client: Ada Example
        Installation address: 4 Mill Lane
        Date of inspection: 9 June 2026
        I certify that the work has been designed and tested to BS 7671.
        Sparkwell Ltd
        Certificate no. 0099412
        """,
    "pat": """
        Portable appliance test certificate
        Customer: Example Motors
        Items tested: 44 | Passed: 43
        Date of test: 9 June 2026
        Engineer: Callum Frew
        Retest due: 9 June 2027
        """,
    "appraisal": """
        Annual appraisal
        Employee: Owen Hughes
        Manager: Paula Grieve
        Date: 14 January 2026
        Owen has completed all objectives and attended two training courses.
        Training needs: Fire Marshal
        """,
    "appraisal form": """
        Performance review 2025-26
        Name: Folake Oyelaran
        Job title: Technician
        Achievements: completed Level 3, achieved targets
        Development plan: Hybrid course by June 2026
        Signed: F Oyelaran | Date: 12 May 2026
        """,
    "minutes": """
        Safety committee
        Minutes of 4 March 2026
        Present: Ada Example, Owen Hughes, Paula Grieve
        1. Training: Owen reported that he has completed Fire Marshal Training.
        2. Next meeting: 1 April 2026
        """,
    "team meeting notes": """
        Team meeting notes
        Date: 4 March 2026
        Attended by: Ada Example, Callum Frew
        Topic: Ladder inspections
        Duration: 1 hour
        Actions: Callum to book training
        """,
    "membership card": """
        ## Institute of Example Engineers
        Member
        Ada Example
        Membership no. 771204
        Member since 2019
        Valid until 31 December 2026
        """,
    "membership certificate": """
        ## Institute of Example Engineers
        This is to certify that
        Ada Example
        has been elected a Member of the Institute
        on 4 June 2026
        Membership number 771204
        """,
    "library card": """
        Meadowbank College
        Student card
        Name: Rhian Bevan
        Course: HNC Building Services
        Student no. 4418820
        Expires: 31 July 2027
        """,
    "registration licence": """
        Practising licence
        Name: Marta Villanueva
        Registration number: 228190
        Registered until 31 December 2026
        Council of Example Dentists
        """,
    "cv": """
        Ada Example
        Training and qualifications
        2024 Level 3 Award, Quayside College
        2022 Completed First Aid at Work
        Employment
        2018 to date: technician, Example Motors
        References on request
        """,
    "profile page": """
        Priya Raman
        Bridge engineer at Northway Consulting
        Licences & certifications
        Temporary Works Coordinator, issued March 2024
        Experience 12 years
        Connect | Message
        """,
    "reference letter": """
        To whom it may concern
        This is to certify that Owen Hughes has been employed by Example Motors Ltd
        from 4 March 2019 to 12 June 2026 as a technician.
        He was punctual and attended to his work with care.
        Paula Grieve, HR Manager
        """,
    "offer": """
        Congratulations Folake Oyelaran
        You have been awarded a place on our Leadership Programme
        Starting 14 September 2026
        Duration: 6 months
        Brightpath Academy
        """,
    "waiting": """
        Your application was received
        Applicant: Lena Hofmann
        Programme: Diploma in Forensic Accounting
        Submitted: 4 May 2026
        Institute of Example Accountants
        """,
    "feedback form": """
        Course evaluation
        Name: Callum Frew
        Course attended: Abrasive Wheels
        Date: 5 June 2026
        Trainer: Jo Marsh
        How would you rate the course? 1 2 3 4 5
        """,
    "course outline": """
        ## Abrasive Wheels
        Aims: to mount and inspect wheels safely
        Duration: 4 hours
        Assessment: multiple choice
        Certification: certificate of training, valid 3 years
        Oakmoor Safety Training
        """,
    "blank register": """
        Attendance register
        Course: Abrasive Wheels
        Date:
        Trainer: Jo Marsh
        Name | Signature
        1. |
        2. |
        """,
    "supplier statement": """
        Statement
        Account: Example Motors
        Date: 30 June 2026
        04/06/2026 Course: EV Awareness, D Kang 195.00
        11/06/2026 Payment 195.00
        Balance 0.00
        """,
    "medical": """
        Fit note
        Patient's name: Ada Example
        I assessed your case on: 4 June 2026
        You are not fit for work
        until 18 June 2026
        Dr S Iqbal, Example Surgery
        """,
    "accreditation of a course": """
        ## Certificate of Accreditation
        This is to certify that the course
        Abrasive Wheels
        by Oakmoor Safety Training Ltd
        has been awarded 4 CPD hours
        Valid until 5 June 2027
        """,
    "company certificate": """
        ## Certificate of Registration
        This is to certify that the quality management system of
        Example Motors Ltd
        has been assessed and meets ISO 9001
        Issued: 4 June 2026 | Expires: 3 June 2029
        """,
    "cancellation": """
        Course cancelled
        Delegate: Priya Raman
        Course: Temporary Works Awareness
        Date: 17 June 2026
        Provider: Northway Training Ltd
        We are sorry. A refund is on its way.
        """,
    "transfer": """
        Change of date
        Delegate: Priya Raman
        Course: Temporary Works Awareness
        New date: 1 July 2026
        Provider: Northway Training Ltd
        Duration: 1 day
        """,
    "job advert": """
        Training Officer
        Meadowbank College
        You have completed a teaching award and hold a certificate in assessing.
        Closing date: 12 June 2026
        Hours: 37 a week
        """,
    "training plan": """
        Training plan 2026
        Employee: Callum Frew
        Course: Abrasive Wheels
        Planned date: 5 June 2026
        Duration: 4 hours
        Provider: Oakmoor Safety Training
        """,
    "delivery note of certificates": """
        Oakmoor Safety Training
        Despatch note
        Certificates enclosed: 6
        Course: Abrasive Wheels
        Course date: 5 June 2026
        For the attention of: Paula Grieve
        """,
    "course handbook": """
        ## Course handbook
        Level 2 Food Safety
        Awarded by Redbrook Training Ltd
        Duration: 1 day
        Learners who pass receive a certificate dated the day of the exam.
        """,
    "dear ada example": """
        Dear Ada Example
        Thank you for registering for Supervising Food Safety on 4 March 2026.
        Redbrook Training Ltd
        Duration: 6 hours
        """,
    "your cpd year": """
        Your CPD year
        Ada Example
        Hours logged: 12 of 30
        Deadline: 31 December 2026
        Institute of Example Engineers
        """,
    "passenger ticket": """
        PASSENGER TICKET
        Name: Ada Example
        Train: 10:14 to Leeds
        Date: 4 March 2026
        """,
    "certificate of conformity": """
        Certificate of Conformity
        Product: Wheel chock
        Date: 4 March 2026
        Issued by: Copperdale Ltd
        Certificate no. CC-9912
        """,
    "pass rates by centre": """
        Pass rates by centre 2026
        Quayside College
        Gas Safety: 84 % passed
        Electrical: 79 % passed
        """,
    "sickness selfcertificate": """
        Sickness self-certificate
        Name: Owen Hughes
        First day of absence: 4 March 2026
        I certify that I was unable to work.
        """,
    "dbs certificate": """
        DBS certificate
        Name: Priya Raman
        Certificate number: 001882210041
        Date of issue: 4 March 2026
        Disclosure level: Enhanced
        """,
    "course register to be completed": """
        Course register (to be completed)
        Course: Manual Handling
        Tutor: Jo Marsh
        Date: 4 March 2026
        Expected: Ada Example, Owen Hughes
        """,
    "warranty certificate": """
        Warranty certificate
        Awarded to: Ada Example
        Product: Torque wrench
        Valid until: 4 March 2028
        Copperdale Tools Ltd
        """,
    "gift certificate": """
        Gift certificate
        Presented to: Ada Example
        Value: £50
        Expires: 4 March 2027
        Copperdale Tools Ltd
        """,
    "certificate of service": """
        Certificate of service
        This is to certify that Owen Hughes completed 25 years of service with Example Motors Ltd
        on 4 March 2026.
        """,
    "employee of the month": """
        Employee of the month
        Awarded to Folake Oyelaran
        March 2026
        Example Motors Ltd
        """,
    "covid vaccination record": """
        Covid vaccination record
        Name: Priya Raman
        Date: 4 March 2026
        Dose: 2
        Issued by: Example Health Centre
        """,
    "training budget request": """
        Training budget request
        Employee: Callum Frew
        Course: Abrasive Wheels
        Provider: Oakmoor Safety Training
        Date: 5 June 2026
        Approved by: Paula Grieve
        """,
    "risk assessment": """
        Risk assessment
        Assessed by: Callum Frew
        Task: Changing wheels
        Date assessed: 5 June 2026
        Review date: 5 June 2027
        Example Motors Ltd
        """,
    "toolbox talk notes for presenters": """
        Toolbox talk: notes for presenters
        Topic: Ladder inspections
        Duration: 15 minutes
        Everyone who attended signs the sheet.
        """,
    "dear lena hofmann": """
        Dear Lena Hofmann
        We regret that you were not successful in Chartered Tax Paper 2 on 4 November 2026.
        Institute of Example Accountants
        """,
    "course transfer agreed": """
        Course transfer agreed
        Learner: Lena Hofmann
        From: Diploma in Forensic Accounting
        To: Certificate in Bookkeeping
        Date: 4 May 2026
        Meadowbank College
        """,
    "nomination for award": """
        Nomination for award
        Nominee: Jo Marsh
        Award: Trainer of the Year
        Closing: 4 May 2026
        """,
    "medical fitness certificate": """
        Medical fitness certificate
        This is to certify that Tomasz Wilk has been examined and passed fit to drive
        Date: 4 June 2026
        Expires: 3 June 2027
        Dr S Iqbal
        """,
    "marriage certificate": """
        Marriage certificate
        Ada Example and Owen Hughes
        4 June 2026
        Registrar: Paula Grieve
        """,
    "completion certificate": """
        Completion certificate
        Building works at 4 Mill Lane
        Completed on 4 June 2026
        Contractor: Sparkwell Ltd
        Certificate number: 4410
        """,
    "share certificate": """
        Share certificate
        This is to certify that Ada Example is the registered holder of 100 shares in Copperdale Ltd
        Certificate no. 12
        """,
    "race result": """
        Race result
        Ada Example
        has completed the Severnside Half Marathon
        4 June 2026, 2 hours 4 minutes
        """,
    "podcast pension tax after april": """
        Podcast: Pension tax after April
        With Harriet Blount
        Ledgerwell Institute
        5 March 2026, 45 minutes
        Recorded live
        """,
    "payment plan": """
        Payment plan
        Learner: Rhian Bevan
        Programme: HNC Building Services
        First instalment: 7 September 2026
        Meadowbank College
        """,
    "extension granted": """
        Extension granted
        Candidate: Rhian Bevan
        Unit: Thermofluids
        New deadline: 7 December 2026
        Meadowbank College
        """,
    "case study how example motors trained its team": """
        Case study: how Example Motors trained its team
        Callum Frew completed EV Level 2 with Voltline Training Ltd
        Published 4 June 2026
        """,
    "award in education and training": """
        Award in Education and Training
        What is it? Who is it for?
        Next intake: 7 September 2026
        Meadowbank College
        """,
    "asked to a course": """
        Dear Ada Example
        You have been selected for Brake Systems training on 12 May 2026, 6 hours, run by
        Redbrook Training Ltd.
        Please confirm your attendance.
        """,
    "paid and looked forward to": """
        Dear Ada Example
        Thank you, your payment was received.
        Course: Emergency First Aid
        Date: 14 May 2026
        Time: 09:00 - 16:00
        Provider: Redbrook Training Ltd
        See you there
        """,
    "asked how it was": """
        How did we do?
        Ada Example attended Brake Systems on 12 May 2026
        Please rate the course from 1 to 5
        Redbrook Training Ltd
        """,
    "at the doctor's": """
        Ada Example attended the surgery on 4 May 2026 for one hour.
        Dr B Larkin
        """,
    "card of a student": """
        Redbrook College
        Ada Example
        Student ID 20114
        Course: Motor Vehicle
        Issued 1 September 2025
        Expires 31 August 2027
        """,
    "leaflet with a certificate": """
        Brake Systems Level 2
        Duration: 6 hours
        Tutor: Ada Example
        On 4 May 2026
        Certificate of attendance · lunch · parking
        """,
    "pass of a delegate": """
        Brake Congress 2026
        Ada Example
        Delegate pass
        4 May 2026, 09:00 - 17:00
        No. 20114
        """,
    "loan of a tablet": """
        Loan of training tablet
        Ada Example received tablet no. 20114 on 4 May 2026.
        """,
    "form of an incident": """
        Incident report
        Ada Example completed this form on 4 May 2026.
        Trainee slipped in training room. Time 09:00 - 09:15
        """,
    "permit to park": """
        Redbrook College
        Parking permit for Ada Example
        Issued 4 May 2026
        Expires 3 May 2027
        No. 20114
        """,
    "policy of an insurance": """
        Motor insurance
        Policy holder: Ada Example
        From 4 May 2026
        Expires 3 May 2027
        No. 88213
        Training vehicles covered
        """,
    "reminder to renew": """
        Hi Ada Example
        First Aid - expires 3 June 2026
        Completed 3 June 2023
        Time to renew! Courses from £95
        """,
    "notes of a committee": """
        Toolbox committee
        4 May 2026
        Ada Example reported that training was behind.
        Beth Larkin asked for a course on brakes.
        Next: 4 June 2026, 2 hours
        """,
    "voucher for an exam": """
        Tyre Institute
        Exam voucher
        Candidate: Ada Example
        Exam: Tyre law, level 2
        Issued: 4 May 2026
        Valid to: 3 May 2027
        Voucher no. TI-20114
        """,
    "permit to work": """
        Redbrook Motors
        Permit to work on high voltage
        Operator: Ada Example
        Trained persons only
        Issued: 4 May 2026 by Beth Larkin
        Expires: 4 May 2026, 17:00
        Permit no. 3307
        """,
    "plan of a trainee's sign-off": """
        Trainee: Ada Example
        Tutor: Beth Larkin
        Module 3: Braking systems
        Practical sign-off planned for 4 June 2026
        Portfolio to be handed in by 11 June 2026
        Contact hours: 12
        """,
    "thanks of an evening": """
        From: Civic Engineers Forum
        To: Ada Example
        Many thanks for coming along this evening (12 March, 18:00 - 19:30).
        Slides are online until 12 April. Our next lecture is on 9 April 2026.
        With best wishes,
        Beth Larkin
        """,
    "mail that is a ticket": """
        Hello Ada Example
        Please treat this e-mail as your ticket for Drainage Design, 12 March 2026, 18:00 - 19:30.
        Show it at the door. The seminar is worth 1.5 CPD hours.
        Civic Engineers Forum
        """,
    "refresher to be booked": """
        Hello Ada Example
        It is nearly three years since your first aid course with us on 26 March 2023.
        Book your refresher before 26 March 2026: two days, 14 hours.
        Calm Harbour Wellbeing
        """,
    "call that somebody joined": """
        Call summary
        Joined by Ada Example and Beth Larkin
        Thursday 16 October 2025, 2 pm till 3 pm
        Agenda: training budget, course dates, the new academy
        Redbrook Motors Ltd
        """,
    "approval of a module": """
        INVERMORE UNIVERSITY
        Module descriptor
        Student: may be taken by part-time students
        Autonomous Vessel Regulation, 15 credit points, 150 notional hours of learning
        Approved by Senate 20 May 2026
        Module leader: Fenella Buchan
        """,
    "hours to be verified": """
        Request for verification of training hours
        Student name: Ada Example
        Program: Executive Coaching Foundations
        Program start: September 9, 2026
        Hours needed: 54.5
        Please return this request to the school.
        """,
    "offer with an imprint": """
        Northmoor Training Ltd
        For: Ada Example
        Oscilloscope course, two days, 14 March 2026
        Tutor: Beth Larkin
        Our rate for two delegates holds until 1 March.
        Northmoor Training Ltd, company 11902277, VAT 377 2200 18
        """,
    "list of who is to be trained": """
        Persons to be trained, spring 2026
        1 Ada Example | Tyre law | 4 June 2026
        2 Beth Larkin | Brakes | 11 June 2026
        Trained by: Northmoor Training Ltd
        Training coordinator: Omar Idris
        """,
    "lessons that were bought": """
        Redbrook Driving School Ltd
        Ten lessons
        Learner: Ada Example
        Instructor: Beth Larkin
        Date: 4 May 2026
        Valid to: 3 May 2027
        No. 20114
        """,
    "card to log in with": """
        Redbrook College
        Login card for the course Tyre law
        Student: Ada Example
        Tutor: Beth Larkin
        Date: 4 May 2026
        Expires: 3 May 2027
        Ref: 20114
        """,
    "hours of a placement": """
        Verification of hours
        Student: Ada Example
        Hours of work placement: 120
        4 May 2026 to 30 June 2026
        Redbrook Motors Ltd
        """,
    "thanks to who was hired": """
        Thank you for joining us, Ada Example!
        Your first day in our training team is 4 May 2026.
        Redbrook Motors Ltd
        """,
    "sign-off of a job": """
        Job 4711
        Technician: Ada Example
        Sign-off: 4 May 2026
        Brake service, done after the training course
        Redbrook Motors Ltd
        """,
    "mail that is not enough": """
        Dear Ada Example
        We cannot take this e-mail as a certificate of attendance.
        Please send the original by 4 May 2026.
        Redbrook Academy course team
        """,
    "short invoice": """
        Bosch Service Training
        Inv. 2214
        Ana Ortiz
        High voltage isolation course, completed on 20 November 2026
        1 x 180.00 = 180.00
        Due 20 December 2026
        """,
    "invoice and receipt": """
        Bosch Service Training
        Tax invoice / receipt
        Ana Ortiz
        attended High voltage isolation course on 20 November 2026
        Paid by card
        """,
    "amount payable": """
        Statement
        Ana Ortiz
        Training completed 20 November 2026
        Amount payable 180 EUR
        Pay by 20 December 2026
        """,
    "post": """
        Ana Ortiz
        2nd · Technician at Bosch
        Proud to have completed the High Voltage course at Bosch today! 20 November 2026
        #EV #learning
        42 likes · 7 comments
        """,
    "post of a person": """
        Ana Ortiz
        EV technician at Bosch
        3 h
        I have successfully completed High Voltage Isolation training! Proud moment.
        20 November 2026
        42 likes
        """,
    "post of a provider": """
        Bosch Training Academy
        5,204 followers
        Congratulations to Ana Ortiz who completed our High Voltage course on 20 November 2026!
        """,
    "picture of words": """
        Congratulations Ana Ortiz
        Completed Level 3 EV training
        20 November 2026
        Like   Comment   Share
        """,
    "blood donor": """
        Dear Ana Ortiz,
        Thank you for completing your 10th plasma donation at our training centre
        on 20 November 2026
        """,
    "charity run": """
        Certificate of Participation
        Ana Ortiz
        has completed the Leeds 10k run
        20 November 2026
        48:12
        """,
}  # fmt: skip

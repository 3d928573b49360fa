"""How audit rounds look: to leads and everybody, to auditors, and to members who were drawn."""

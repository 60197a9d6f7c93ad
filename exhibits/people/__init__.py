"""The people who work here: what each may in which exhibition, invitations, two-factor.

Inside: `limits` is asked by the authentication backend alone; `actions` ← `joining`, the admin;
`two_factor` ← `login`, `two_factor_pages`, `middleware`.
"""

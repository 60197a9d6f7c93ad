"""English words whose forms no rule tells, with the word that dictionaries list. Pure.

Left out are forms that are mostly another word in what archives hold: felt, found, ground, led,
left, rose, saw.
"""

VERBS = """
arise arose arisen; bear borne; beat beaten; become became; begin began begun; bend bent; bid bade
bidden; bind bound; bite bitten; blow blew blown; break broke broken; breed bred; bring brought;
build built; burn burnt; buy bought; catch caught; choose chose chosen; come came; creep crept; deal
dealt; dig dug; draw drew drawn; dream dreamt; drink drank drunk; drive drove driven; eat ate eaten;
fall fell fallen; feed fed; fight fought; flee fled; fling flung; fly flew flown; forbid forbade
forbidden; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; get got gotten;
give gave given; go went gone; grow grew grown; hang hung; hear heard; hide hid hidden; hold held;
keep kept; kneel knelt; know knew known; lay laid; learn learnt; lend lent; light lit; lose lost;
make made; mean meant; meet met; overcome overcame; overthrow overthrew overthrown; pay paid; ride
rode ridden; ring rang rung; rise risen; run ran; say said; seek sought; sell sold; send sent; sew
sewn; shake shook shaken; shine shone; shoot shot; show shown; shrink shrank shrunk; sing sang sung;
sink sank sunk; sit sat; sleep slept; slide slid; sow sown; speak spoke spoken; spell spelt; spend
spent; spin spun; spoil spoilt; spring sprang sprung; stand stood; steal stole stolen; stick stuck;
strike struck stricken; string strung; strive strove striven; swear swore sworn; sweep swept; swell
swollen; swim swam swum; swing swung; take took taken; teach taught; tear tore torn; tell told;
think thought; throw threw thrown; tread trod trodden; undergo underwent undergone; undertake
undertook undertaken; understand understood; wake woke woken; wear wore worn; weave wove woven; weep
wept; win won; withdraw withdrew withdrawn; withstand withstood; write wrote written; rebuild
rebuilt; oversee oversaw overseen; rewrite rewrote rewritten; foresee foresaw foreseen; see seen;
uphold upheld; do did done
"""
NOUNS = """
child children; foot feet; goose geese; louse lice; man men; mouse mice; ox oxen; tooth teeth; woman
women; calf calves; elf elves; half halves; hoof hooves; knife knives; leaf leaves; life lives; loaf
loaves; scarf scarves; self selves; sheaf sheaves; shelf shelves; thief thieves; wharf wharves; wife
wives; wolf wolves; penny pence; basis bases; crisis crises; thesis theses; analysis analyses; axis
axes; oasis oases; synthesis syntheses; hypothesis hypotheses; criterion criteria; phenomenon
phenomena; memorandum memoranda; addendum addenda; erratum errata; stratum strata; bacterium
bacteria; curriculum curricula; stadium stadia; appendix appendices; index indices; codex codices;
matrix matrices; vertex vertices; alumnus alumni; fungus fungi; nucleus nuclei; radius radii;
stimulus stimuli; syllabus syllabi; formula formulae; antenna antennae; larva larvae; plateau
plateaux; bureau bureaux; tableau tableaux; corpus corpora; genus genera; passerby passersby
"""
# Who does something, after the verb; written out because corner is of no verb, nor is number.
AGENTS = """
adapt adapter; advise adviser advisor; bake baker; bind binder; borrow borrower; breed breeder;
build builder; buy buyer; carve carver; catalogue cataloguer; climb climber; collect collector;
compile compiler; compose composer; conduct conductor; conserve conservator; consume consumer;
create creator; cultivate cultivator; dance dancer; design designer; direct director; dive diver;
donate donor; draw drawer; drive driver; dye dyer; edit editor; educate educator; employ employer;
engrave engraver; exhibit exhibitor; explore explorer; export exporter; farm farmer; fight fighter;
fish fisher fisherman fishermen; forge forger; garden gardener; govern governor; guard guardian;
herd herder herdsman herdsmen; hunt hunter; import importer; inform informer; inherit inheritor;
inspect inspector; instruct instructor; interpret interpreter; invade invader; invent inventor;
investigate investigator; keep keeper; lecture lecturer; lend lender; make maker; manage manager;
manufacture manufacturer; mine miner; negotiate negotiator; observe observer; operate operator;
oppress oppressor; paint painter; perform performer; photograph photographer; preach preacher; print
printer; produce producer; protect protector; publish publisher; rescue rescuer; research
researcher; restore restorer; ride rider; rob robber; rule ruler; sail sailor; sculpt sculptor; sell
seller; settle settler; sing singer; smuggle smuggler; speak speaker; spin spinner; support
supporter; survey surveyor; survive survivor; swim swimmer; tan tanner; teach teacher; trade trader;
train trainer trainee; translate translator; transport transporter; travel traveller traveler;
vaccinate vaccinator; visit visitor; vote voter; weave weaver; work worker; worship worshipper;
wrestle wrestler; write writer; carpenter carpentry; piano
pianist; violin violinist
"""


def forms(*lists: str) -> dict[str, str]:
    """Form → the word it is listed under, which comes first."""
    rows = (row.split() for text in lists for row in text.replace("\n", " ").split(";"))
    return {form: word for word, *others in rows for form in others}


IRREGULAR, DONE_BY = forms(VERBS, NOUNS), forms(AGENTS)

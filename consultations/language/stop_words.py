"""Words that say nothing about what a child thinks: they stay out of tables and clouds.

Two lists of the package stopwordsiso, Dutch and French, and ours: how children write in a chat, and verbs
that are in every answer. All of them count for every text, because children mix languages. Never use them
before looking for a feeling or a concern: they hold "niet", "geen", "pas", "plus", "alleen" and "stop".
"""

from stopwordsiso import stopwords

_DUTCH_CHAT = """
    da das da's ni nie nt nim niemeer wa wadde watte ge gij gy mn m'n zn z'n zo'n d'r 'm egt ech echt
    echte gwn gwoon gewn mss msch mschien kga kben kheb khad kwil kvind kweet kzou kan kunde kunt moete
    moede zijt zyn zyt hebde hebt wilt ebt ik ikke ek k t s tis tzijn tgaat twas hij em hem ze jwz jwt idd
    iig imo ofzo enzo enz bv vb bvb bijv dus ff effe efkes effkes eff eig eigl eigk eigelijk eignlk altyd
    altij sws omdak omda ombat wrm wrom waarm waaro daarm vr voo ier hier hierzo daarzo dan dn ne nen e
    een den dees deze dieje diene ma mr maa mor mja ja jaa jaaa jah joa jaja nee neen neeje nope hoi hey
    hallo haha hahaha hihi lol omg pff euh euhm uhm eh ah oh ok oke okay okee okey tja zeg amai voila
    zoiets iets zo'ne soms meestal heel hele superveel keiveel veel vele weinig beetje beetj beke bekke
    bitje ding dingen dinge dinges alle alles allemaal iedereen ied niemand jullie jule julie jou jouw
    jouwn
"""

_DUTCH_VERBS = """
    vinden vind vindt vond vonden gevonden zeggen zeg zegt zegde zei zeiden gezegd denken denk denkt dacht
    dachten gedacht weten weet wist wisten geweten gaan ga gaat ging gingen gegaan komen kom komt kwam
    kwamen gekomen hebben heb hebt heeft had hadden gehad zijn ben bent is was waren geweest worden word
    wordt werd werden geworden kunnen kan kunt kon konden mogen mag mocht mochten moeten moet moest
    moesten willen wil wilt wou wilde wilden zullen zal zult zou zouden doen doe doet deed deden gedaan
    maken maak maakt maakte gemaakt krijgen krijg krijgt kreeg kregen gekregen geven geef geeft gaf gaven
    gegeven nemen neem neemt nam namen genomen laten laat liet lieten gelaten zetten zet zette gezet staan
    staat stond stonden zitten zit zat zaten zien zie ziet zag zagen gezien hoeven hoeft hoef blijven
    blijf blijft bleef gebleven proberen probeer probeert gebeuren gebeurt gebeurde gebeurd bedoelen
    bedoel bedoelt bedoeld betekent
"""

_FRENCH_CHAT = """
    jai jsuis jss chui chuis jpeux jpe jvais jveux jsp jspa jpp ya yavait yaura tas ta tes tés cest cété
    ct cetait cetai sa ca ça celà pck pcq pcque psk parske parsk paske prsk pq pk pkoi pcke quelqu kelke
    quelquun kelkun ki ke koi kan kand qd qq qqch qqchose qqn qqun qlq qlqun dc donc dcp ducoup alr mtn
    mnt ms mé mai mes tro trop trè tres trés bcp bcps bocou vrm vrmt vraiment ouai ouais wai oué oui ui
    nan nn non nop tkt jms tt tte tts ts tjs tjr tjrs tjour ossi oci aussi mm mem memes meme kom kome com
    comm stp svp slt salut coucou cc bjr bonjour bah ben beh bon euh heu hein hum mdr ptdr lol xd oh ah eh
    ok okay daccord dacc jcrois jcroi jpense jtrouve jaime pr ds vs ns av avc avk ac g c d t est-ce
    est-ce-que peut-être peutetre peut-etre est-à-dire a-t-il a-t-on y-a-t-il dois-je puis-je peux-tu
    celui-là celle-là ceux-là ce-que lorsqu puisqu quoiqu jusqu presqu truc trucs chose choses machin
"""

_FRENCH_VERBS = """
    falloir faut faudra faudrait fallait faire fais fait faites font faisait ferait ferais faisons fera
    dire dis dit dites disent disait dirait dirais aller vais vas va allons allez vont allait irait avoir
    ai as a avons avez ont avait avais eu être etre suis es est sommes êtes etes sont était étais etait
    serait pouvoir peux peut pouvons pouvez peuvent pouvait pourrait pourrais vouloir veux veut voulons
    voulez veulent voulait voudrait voudrais devoir dois doit devons devez doivent devait devrait devrais
    savoir sais sait savons savez savent savait su penser pense penses pensent pensait pensé croire crois
    croit croient trouver trouve trouves trouvent trouvais trouvait trouvé mettre mets met mettent mis
    prendre prends prend prennent pris donner donne donnes donnent donné venir viens vient viennent venu
    voir vois voit voient vu essayer essaie essaye essaient
"""

# On the lists, but they say something here: alone, zero, nudes, theft.
_KEPT = "alleen alleene nul nu vol seul seule seuls seules stop samen"

STOP_WORDS: frozenset[str] = (
    frozenset(stopwords(["nl", "fr"]))
    .union(*(words.split() for words in (_DUTCH_CHAT, _DUTCH_VERBS, _FRENCH_CHAT, _FRENCH_VERBS)))
    .difference(_KEPT.split())
)
"""Every word that is left out, in lower case, with a straight apostrophe."""

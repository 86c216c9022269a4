"""Words that say nothing about what is looked for: function words of German, and those that only make a question."""

FUNCTION_WORDS = frozenset(
    """
    aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes auch auf aus bei beim
    bin bis bist da dabei dadurch dafür dagegen daher damit danach daneben dann daran darauf daraus darf darfst darin
    darum darunter darüber das dass davon davor dazu dein deine deinem deinen deiner dem den denen denn der deren des
    deshalb dessen desto deswegen dich die dies diese diesem diesen dieser dieses dir doch dort du durch dürfen dürft
    eben ein eine einem einen einer eines einige einigem einigen einiger einiges einmal er es etwa etwas euch euer eure
    eurem euren eurer falls für ganz gar gegen gegenüber gerade gern gerne gewesen habe haben habt hat hatte hatten hier
    hierfür hierzu hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins irgendwie ist ja je jede
    jedem jeden jeder jedes jedoch jemand jene jenem jenen jener jenes jetzt kann kannst kein keine keinem keinen keiner
    können könnt könnte könnten man manche manchem manchen mancher manches mehr mein meine meinem meinen meiner meines
    mich mir mit mittels muss musst möchte möchten müssen müsst nach nachdem neben nicht nichts noch nun nur ob obwohl
    oder ohne sehr sein seine seinem seinen seiner seit selbst sich sie sind so sobald sodass sofern solche solchem
    solchen solcher soll sollen sollte sollten sondern sonst soweit sowie sowohl statt trotz um und uns unser unsere
    unserem unseren unserer unter usw vom von vor war waren warst weder weil weiter weitere weiteren weiterer wenn werde
    werden werdet wieder will willst wir wird wirst wo wobei wollen wollt worden wurde wurden während wäre wären würde
    würden z zb zu zum zur zwar zwischen zwischenzeitlich über bzw ca ggf etc u v d h e
    """.split()
)

# Asked for by every second question and answered by none: they would win over the word that matters.
QUESTION_WORDS = frozenset(
    """
    wer wen wem wessen was welche welchem welchen welcher welches wann warum weshalb wieso wie wieviel wieviele wo woher
    wohin womit wofür wodurch woran worauf woraus wovon wozu worüber
    gibt gebe geben gäbe bitte danke hallo frage fragen brauche brauchen braucht benötige benötigen benötigt
    finde finden findet suche suchen sucht bekomme bekommen bekommt kriege kriegen erhalte erhalten erhält
    mache machen macht tun tue viel viele vielen wichtig möglich möglichkeit möglichkeiten
    """.split()
)

STOP_WORDS = FUNCTION_WORDS | QUESTION_WORDS

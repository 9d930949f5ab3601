"""English words that tell no subject: articles, pronouns, prepositions, auxiliaries and the like."""

STOP_WORDS = frozenset(
    """
    a about above across after afterwards again against all almost alone along already also although
    always am among an and another any anybody anyhow anyone anything anyway anywhere are around as at
    back be became because become becomes been before beforehand behind being below beside besides
    between beyond both but by ca can cannot could did do does doing done down due during each either
    else elsewhere enough even ever every everybody everyone everything everywhere except few for
    former formerly from front full further get give go had has have having he hence her here hers
    herself him himself his how however i if in indeed instead into is it its itself just keep last
    later latter least less made make many may maybe me meanwhile might mine more moreover most mostly
    move much must my myself name namely neither never nevertheless next no nobody none nor not nothing
    now nowhere of off often on once one only onto or other others otherwise ought our ours ourselves
    out over own part per perhaps please put quite rather re really regarding same say see seem seemed
    seems several shall she should show side since so some somebody somehow someone something sometime
    sometimes somewhere still such take than that the their theirs them themselves then there
    therefore these they this those though through throughout thru thus till to together too top
    toward towards under unless until unto up upon us used using various very via was we well were
    what whatever when whenever where whereas wherever whether which whichever while who whoever whole
    whom whose why will with within without would yes yet you your yours yourself yourselves
    two three four five six eight nine ten eleven twelve
    """.split()
)

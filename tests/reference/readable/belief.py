"""How well each class of acts is recorded, and what people believe of it: docs/model/conduct.md."""
SPHERE_OF = {'violation': 'property', 'good_deed': 'deeds', 'lawful_act': 'speech'}   # what by_kind means


def sphere(e):
    return SPHERE_OF[e.kind] if e.sphere == 'by_kind' else e.sphere


def detection(rules, e, urban):
    """Chance that an act of the class ends as an accepted record of who did it."""
    missed = 1.0
    for c in rules.channels.values():
        seen = (c.coverage_urban if urban else c.coverage_rural) * c.detects.get(e.name, 0) * (1 - c.wrong_person)
        if c.needs_identity:
            seen *= rules.identity.coverage_urban if urban else rules.identity.coverage_rural
        missed *= 1 - seen * (c.verify_sensitivity if c.kind == 'neighbours' else 1)
    v = rules.review
    return (1 - missed) * (v.automatic_share * v.automatic_sensitivity + (1 - v.automatic_share) * v.human_sensitivity)


def of_sphere(rules, name, urban):
    """How often each class of a sphere is detected."""
    return {e.name: detection(rules, e, urban) for e in rules.events.values() if e.kind != 'life_event' and sphere(e) == name}


def highest(rules, name, urban):
    return max(of_sphere(rules, name, urban).values())


def shares(rules, urban):
    """What is believed of a sphere is believed of its best watched class; the share in it of each class that can be recorded."""
    acts = [e for e in rules.events.values() if e.kind != 'life_event' and detection(rules, e, urban)]
    return {e.name: detection(rules, e, urban) / highest(rules, sphere(e), urban) for e in acts}


def risks_at_first(rules, urban):
    """Perceived risk of each sphere when a regime begins: its highest true risk, times the bias."""
    names = {sphere(e) for e in rules.events.values() if e.kind != 'life_event'}
    return {name: min(1, rules.conduct.risk_bias * highest(rules, name, urban)) for name in names}


def rescaled(before, rules, name, urban):
    """What becomes of a belief when rules change, as a factor; None: it begins anew. Each class that was and is recorded asks for
    one: feared as before, or in proportion where its detection went the way of the best one's. The least change is made."""
    old, new = (of_sphere(r, name, urban) for r in (before, rules))
    was, now = max(old.values()), max(new.values())
    if was == now or not now:
        return 1.0
    asked = [now / was * (old[k] / new[k] if (new[k] > old[k]) == (now > was) else 1) for k in new if old.get(k, 0) and new[k]]
    if not asked:
        return None
    return max(asked) if now > was else min(1, *asked)

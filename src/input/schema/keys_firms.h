/* Keys about firms, in the form of keys.h. */
#ifndef SOC_INPUT_KEYS_FIRMS_H
#define SOC_INPUT_KEYS_FIRMS_H

#define SOC_KEYS_FIRMS(X) \
	X(enabled, B, "", 0, 0, 1, V, "whether firms live and are watched; where it is off they stand still and nothing meets them", "") \
	X(persons_per_firm, N, "persons", 30, 5, 1000, F, "people for each firm", "assumption") \
	X(size_exponent, N, "", 1.06, 0.8, 3, F, "exponent a of the law of sizes: of all firms s^-a have at least s people at work", "Axtell 2001, Science 293, 1818 (doi 10.1126/science.1062081)") \
	X(size_largest, N, "persons", 100000, 1, 1000000, F, "no firm is larger: the law is cut there", "assumption") \
	X(employee_share, N, "share", 0.49, 0, 1, F, "of the people in work: employed by a firm", "383 M at work in 21.8 M legal entities (economic census 2018, stats.gov.cn communique No. 2; bofit.fi weekly 2019/49), of 776 M in work") \
	X(proneness_shape, N, "", 0.2, 0.05, 20, F, "shape of the gamma law of a firm's proneness (mean 1); small means few firms do most", "assumption") \
	X(base, N, "points", 1000, -1000, 1000, F, "score of a firm without records", "assumption") \
	X(half_life_months, N, "months", 24, 0, 1200, V, "time in which a firm's points fade to half; 0 means never", "assumption") \
	X(right_accepted, N, "probability", 0.97, 0, 1, V, "a right record of a firm is accepted", "assumption") \
	X(wrong_rejected, N, "probability", 0.4, 0, 1, V, "a wrong record of a firm is rejected", "assumption") \
	X(appeal_if_wronged, N, "probability", 0, 0, 1, V, "a firm on a black list for what it did not do appeals", "assumption") \
	X(appeal_if_guilty, N, "probability", 0, 0, 1, V, "a firm on a black list for what it did appeals", "assumption") \
	X(appeal_months, N, "months", 3, 1, 15, V, "time until the appeal of a firm is decided", "assumption") \
	X(overturn_wrong, N, "probability", 0.6, 0, 1, V, "a wrong listing of a firm that appeals is overturned", "assumption") \
	X(overturn_right, N, "probability", 0.1, 0, 1, V, "a right listing of a firm that appeals is overturned", "assumption") \
	X(risk_initial, N, "0..1", 0, 0, 1, F, "risk of being caught that a firm perceives when it begins", "assumption") \
	X(risk_learning, N, "0..1", 0, 0, 1, V, "step of a firm's perceived risk after an event of its own, caught or not", "assumption") \
	X(closed_per_year, N, "1/firm-year", 0, 0, 2, V, "firms that close; a new one takes the seat at once", "assumption") \
	X(closed_listed_ratio, N, "ratio", 1, 0, 50, V, "rate of closing of firms on a black list over the rate of others", "assumption") \
	X(same_owner, N, "probability", 0, 0, 1, V, "the new firm is the same people's under another name and keeps the proneness", "assumption") \
	X(closing_job_loss, N, "probability", 0, 0, 1, V, "an employee of a firm that closes loses the job", "assumption") \
	X(credit_coverage, N, "share", 1, 0, 1, V, "firms of ten people and more that the register of credit has a score of", "assumption") \
	X(credit_coverage_small, N, "share", 1, 0, 1, V, "smaller firms that it has a score of", "assumption") \
	X(credit_below, N, "points", -2000, -2000, 2000, V, "lenders refuse firms with a score below this", "assumption") \
	X(credit_without_score, N, "probability", 0, 0, 1, V, "lenders refuse an attempt of a firm without a score", "assumption")

#define SOC_KEYS_SECTORS(X) \
	X(share, N, "share", 0, 0, 1, F, "firms of the sector; the last takes what the others leave", "assumption")

#define SOC_KEYS_FIRM_EVENTS(X) \
	X(rate_per_year, N, "1/firm-year", 0.01, 0, 12, V, "events of a firm of fewer than ten people and mean proneness; at most one of a class a month", "assumption") \
	X(size_slope, N, "", 0, -2, 2, F, "log change of the rate for each class of size upwards", "assumption") \
	X(listed_ratio, N, "ratio", 1, 0, 5, V, "rate of firms on a black list over the rate of others", "assumption") \
	X(points, N, "points", 0, -1000, 1000, V, "points for an accepted record (negative: loss)", "assumption") \
	X(deterrence, N, "", 0, 0, 20, V, "eta: the rate falls with exp(-eta * perceived risk * severity)", "assumption") \
	X(severity, N, "0..1", 0.5, 0, 1, V, "how heavily the regime answers this class", "assumption") \
	X(by_sector, M_sectors, "", 0, -4, 4, F, "log change of the rate in a sector", "assumption")

#define SOC_KEYS_FIRM_CHANNELS(X) \
	X(enabled, B, "", 1, 0, 1, V, "whether the channel is attached", "") \
	X(coverage, N, "share", 1, 0, 1, V, "firms of ten people and more that the channel reaches", "assumption") \
	X(coverage_small, N, "share", 1, 0, 1, V, "smaller firms that the channel reaches", "assumption") \
	X(wrong_firm, N, "probability", 0.005, 0, 1, V, "the record names another firm of the place", "assumption") \
	X(false_per_1000_years, N, "1/1000 firm-years", 0.5, 0, 12000, V, "records out of nothing per 1,000 firms reached and year", "assumption") \
	X(detects, M_firm_events, "probability", 0, 0, 1, V, "chance that the channel records an event of the class that it could see", "assumption") \
	X(invents, M_firm_events, "weight", 0, 0, 1000, F, "mix of classes among the records out of nothing", "assumption")

#define SOC_KEYS_FIRM_GRADES(X) \
	X(from, N, "points", 0, -2000, 2000, F, "lowest score of the grade; grades are written worst first, and the first takes all below the second", "")

#define SOC_KEYS_FIRM_LISTS(X) \
	X(colour, C_colour, "", 0, 0, 0, F, "black or red", "") \
	X(enabled, B, "", 1, 0, 1, V, "whether firms are entered", "") \
	X(entry_events, S_firm_events, "", 0, 0, 0, F, "an accepted record of one of these classes enters the firm", "") \
	X(entry_grades, S_firm_grades, "", 0, 0, 0, F, "falling into (black) or reaching (red) one of these grades enters the firm", "") \
	X(entry_probability, N, "probability", 1, 0, 1, V, "share of those cases that are entered", "assumption") \
	X(term_months, N, "months", 24, 1, 250, V, "time until an entry expires", "assumption") \
	X(repair_per_month, N, "probability", 0, 0, 1, V, "chance a month to leave early by repair", "assumption") \
	X(head_list, R_lists, "", -1, 0, 0, F, "list of people that the firm's head may be entered into as the person responsible", "") \
	X(head_probability, N, "probability", 0, 0, 1, V, "the head of a firm that is entered is entered too", "assumption") \
	X(job_loss_per_month, N, "probability", 0, 0, 1, V, "chance a month that an employee of a listed firm loses the job", "assumption")

#define SOC_KEYS_FIRM_MEASURES(X) \
	X(kind, C_measure_kind, "", 0, 0, 0, F, "sanction or reward", "") \
	X(enabled, B, "", 1, 0, 1, V, "whether the measure is in force", "") \
	X(lists, S_firm_lists, "", 0, 0, 0, F, "lists whose firms it meets", "") \
	X(grades, S_firm_grades, "", 0, 0, 0, F, "grades whose firms it meets", "") \
	X(credit, B, "", 0, 0, 1, F, "the sanction also meets firms that lenders refuse for their score or for want of one", "") \
	X(demand_per_year, N, "1/firm-year", 0, 0, 36, V, "attempts of a firm of fewer than ten people", "assumption") \
	X(demand_size_slope, N, "", 0, -2, 2, F, "log change of attempts for each class of size upwards", "assumption") \
	X(by_sector, M_sectors, "", 0, -4, 4, F, "log change of attempts in a sector", "assumption") \
	X(strictness, N, "probability", 1, 0, 1, V, "an attempt that meets the measure is refused (reward: granted)", "assumption")

#define SOC_REGIME_PARTS_FIRMS \
	"firm_channels", "firm_grades", "firm_lists", "firm_measures", "firm_events.*.points"

#define SOC_SINGLE_SECTIONS_FIRMS(X) \
	X(firms, FIRMS, "firms: legal entities with a head, employees and a life of their own")

#define SOC_NAMED_SECTIONS_FIRMS(X) \
	X(sectors, SECTORS, sector, SOC_SECTORS_MAX, 1, "sectors of firms") \
	X(firm_events, FIRM_EVENTS, firm_event, SOC_FIRM_EVENTS_MAX, 1, "classes of what firms do wrong") \
	X(firm_channels, FIRM_CHANNELS, firm_channel, SOC_FIRM_CHANNELS_MAX, 0, "ways by which the regime sees it") \
	X(firm_grades, FIRM_GRADES, firm_grade, SOC_FIRM_GRADES_MAX, 0, "intervals of a firm's score, worst first") \
	X(firm_lists, FIRM_LISTS, firm_list, SOC_FIRM_LISTS_MAX, 1, "black and red lists of firms") \
	X(firm_measures, FIRM_MEASURES, firm_measure, SOC_FIRM_MEASURES_MAX, 1, "what lists and grades close or open to firms")

#endif

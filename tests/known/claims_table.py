"""The claims of the scenarios' pages: what claims.py holds against runs.

Beside each stands what should not matter to it though it acts in the model, chosen before it was run: what a sceptic could suspect instead of the cause.
"""
import math
import typing


class Claim(typing.NamedTuple):
    figure: str  # its words in expected.md, or part of them
    beside: str  # what is changed that should not matter to it; as doubled
    null: float = 0  # what it is where nothing follows: of ratios 1 or all, of forecasts that of chance, of audits the share of women among clients
    # What doubles the cause; '': key by key. KEY*2 twice each run's own value, KEY^2 twice what is missing to 1, else KEY=VALUE; a * in a key stands for any name,
    # timeline.NAME.set.KEY is what that entry of the timeline sets.
    doubled: str = ''
    direction: int = 1  # 1 away from nothing, -1 towards it
    persons: int = 0  # how many people it takes to tell, where that is more than --persons
    off: str = ''  # what switches the cause off, where that is not the settings of expected.md
    least: float = -math.inf  # an interval that would pass it, or the other, is told by its ends
    most: float = math.inf
    told: str = ''  # its words, where those of expected.md need the row above


FEAR = 'conduct.risk_bias*2'
FEARLESS = 'conduct.risk_bias=0 conduct.learning_caught=0 conduct.learning_contacts=0 conduct.learning_place=0'
UNMOVED = FEARLESS + ' conduct.liability_risk=0 conduct.liability_reporting=0 events.*.strain_effect=0'
WATCHED = ' '.join(f'timeline.watched.set.channels.{c}.marked_ratio' + '{0}' for c in ('official', 'camera', 'neighbours', 'employer', 'committee'))
SCHEDULE = ' '.join(f'measures.{m}.income_loss' + '{0}' for m in ('tenders', 'senior_posts', 'finance', 'foreign_trade', 'subsidies'))
ERRORS = 'channels.*.spurious_per_1000_years{0} channels.*.wrong_person{0}'
SPEECH = 'channels.official.detects.petition{0} channels.official.detects.critical_post{0}'
SPILL = 'measures.public_jobs.spill_child{0} measures.city_credit.spill_spouse{0}'
# Beside them. Speech is watched three times as closely: another sphere than that of violations, with points and no list. Cameras see twice as many small violations: another
# sphere than speech, courts and banks, with points and no list.. A refused seat on a train takes no income, a stake of a twentieth of a month's and a little strain.
POSTS, TRAFFIC = 'channels.official.detects.critical_post*3', 'channels.camera.detects.traffic_minor*2'
AIR, TRAIN = 'measures.air.demand_per_year*2', 'measures.fast_train.demand_per_year*4'
DISCOUNTS = 'measures.discounts.demand_per_year*2'
NOTICE = 'due_process.notice^0.5'  # of the listed who are not told of their entry half are: who knows of it, and appeals
COMMITTEE = 'channels.committee.spurious_per_1000_years*2'
AS_MANY = 'channels.inspections.detects.error=0.0703'  # as many records as where three groups are inspected twice as closely, though only two are
FIRM_TENDERS = 'firm_measures.tenders.demand_per_year*2'

CLAIMS = {
    'abroad/abroad': [Claim('wrong, per 1,000 entries, Kyrgyzstan less China', TRAIN, persons=40000)],
    'combined/cities': [Claim('suining: lawful acts lost, %', 'channels.bank.detects.loan_default*0.5', doubled=FEAR),
                        Claim('rongcheng: lawful acts lost, %', TRAFFIC, off=SPEECH.format('=0') + ' channels.neighbours.detects.association=0', doubled=SPEECH.format('*2'), persons=20000)],
    'combined/data-sources': [Claim('camera: violations averted, percentage points', POSTS, doubled=FEAR),
                              Claim('official: lawful acts lost, percentage points', TRAFFIC, off=SPEECH.format('=0'), doubled=SPEECH.format('*2'), persons=20000),
                              Claim('bank: on a black list, per 1,000 people', TRAFFIC, off='lists.untrustworthy.entry_probability=0', doubled='lists.untrustworthy.entry_probability*2', persons=20000),
                              Claim('court: on a black list, per 1,000 people', TRAFFIC, off='lists.defaulters.entry_probability=0', doubled='lists.defaulters.entry_probability*2', persons=20000)],
    'combined/phases': [Claim('2023: violations averted in the phase, percentage points', POSTS, doubled=FEAR),
                        Claim('2023: lawful acts lost in the phase, percentage points', TRAFFIC, off=SPEECH.format('=0'), doubled=SPEECH.format('*2'), persons=20000),
                        Claim('2013: on a black list at the end of the phase, per 1,000 people', TRAFFIC, off='lists.defaulters.entry_probability=0 lists.untrustworthy.entry_probability=0',
                              doubled='lists.defaulters.entry_probability*2 lists.untrustworthy.entry_probability*2', persons=20000)],
    'combined/every-module': [Claim('all together: violations averted, more percentage points', 'recognition.false_match*4', doubled=FEAR, persons=12000, off=UNMOVED),
                              Claim('all together: stopped a day in place of another, per million', 'recognition.missed=0.5'),
                              Claim('all together less the sum of the two: on a black list, per 1,000 people', 'recognition.false_match*4', persons=12000,
                                    off='channels.bank.join_missed*10', doubled='events.serious_illness.rate_per_year*2 events.divorce.rate_per_year*2')],
    'combined/whole-reach': [Claim('all together: violations averted, more percentage points', POSTS, doubled=FEAR, persons=30000, off=UNMOVED),
                             Claim('groups and relatives: innocent formally under a sanction, more, per 1,000 people', TRAFFIC, off='measures.*.spill_liability_group=0 measures.*.spill_spouse=0 measures.*.spill_child=0 measures.*.spill_kin=0 measures.*.spill_household=0',
                                   doubled='measures.public_jobs.spill_liability_group*2 measures.city_credit.spill_liability_group*2'),
                             Claim('all together: for the proxy alone, % of refused by bureaus', 'hierarchy.lost_per_level*2', off='credit.proxy_group=0 credit.proxy_income=0 bureaus.*.proxy_weight=0', doubled='bureaus.*.proxy_weight*0.5', direction=-1, persons=20000)],
    'combined/income': [Claim('so refusals take, in percentage points of it: one arm less the other', TRAIN, persons=20000,
                              doubled='measures.credit.income_loss*2 measures.senior_posts.income_loss*2 measures.tenders.income_loss*2 measures.air.income_loss*2'),
                        Claim('fewer people on the list than where refusals cost nothing, %', NOTICE, off=FEARLESS, doubled=FEAR, persons=60000)],
    'combined/unrest': [Claim('active a month in the last year, per 1,000 adults', TRAFFIC, persons=40000),
                        Claim('active of the wronged, last year, per 1,000', TRAFFIC, doubled='unrest.wronged*0.5 unrest.wronged_seen*0.5', direction=-1, persons=20000, most=1000)],
    'credit/bureaus': [Claim('flights refused in 2021 by the file: wrongly, %', TRAIN, off=ERRORS.format('=0') + ' bureaus.*.mixed_file=0', doubled=ERRORS.format('*2') + ' bureaus.*.mixed_file*2', persons=12000),
                       Claim('refused for what is wrong in a file, 2019 to 2021: merged less apart', TRAIN, off=ERRORS.format('=0') + ' bureaus.*.mixed_file=0', doubled=ERRORS.format('*2') + ' bureaus.*.mixed_file*2', persons=12000)],
    'credit/data-sharing': [Claim('flights refused by the file, 2017 and 2018', TRAIN, doubled='bureaus.chengxin.refuse_below*1.1'),
                            Claim('wrongly, % of flights refused by the file', TRAIN, off=ERRORS.format('=0') + ' bureaus.*.mixed_file=0', doubled=ERRORS.format('*2') + ' bureaus.*.mixed_file*2', persons=20000),
                            Claim("people refused by the bureau only for an entry on the courts' list, % of refused", TRAIN, off='lists.defaulters.entry_probability=0', doubled='lists.defaulters.entry_probability*2', persons=20000)],
    'credit/guilt-by-friends': [Claim('refused, % of scored: weight 5% less 0', TRAIN, persons=20000),
                                Claim('points that a friend loses, weight 5%', 'bureaus.sesame.refuse_below*0.98'),
                                Claim('part of a fall that arrives at distance 2, weight 5%', TRAIN)],
    'credit/invisible': [Claim('loans refused, 2015 to 2018: a score wanted less not', TRAIN),
                         Claim('for want of a score, % of refused by then', TRAIN, off='timeline.wanted.set.bureaus.central.refuse_without_score=0',
                               doubled='timeline.wanted.set.bureaus.central.refuse_without_score*0.5', direction=-1, persons=20000)],
    'credit/lending': [Claim('mean change of score, with the marker, equal shares', 'instrument.threshold=570')],
    'credit/platform-index': [Claim('mean score of the highest income quintile over the lowest, points', 'measures.small_loans.demand_per_year*2'),
                              Claim('the same of urban over rural people', told='mean score of urban over rural people, points', beside='measures.small_loans.demand_per_year*2', off='components.means.means_slope=0', doubled='components.means.means_slope*2')],
    'credit/proxy': [Claim('the same ratio, with less without', AIR, persons=20000, off='credit.proxy_group=0 credit.proxy_income=0'),
                     Claim('by the proxy alone, % of refused', NOTICE, persons=20000, off='bureaus.*.proxy_weight=0', doubled='bureaus.*.proxy_weight*0.5', direction=-1)],
    'due-process/enrolment': [Claim('bad, per 1,000 members: self-selection by grade', DISCOUNTS, doubled='enrolment.below_ratio*0.5'),
                              Claim('very good, per 1,000 members: self-selection by grade', NOTICE, off='enrolment.above_ratio=1', doubled='enrolment.above_ratio*2', persons=12000)],
    'due-process/published-rules': [Claim('violations fewer, %', POSTS, doubled=FEAR),
                                    Claim('good deeds more, %', POSTS, doubled=FEAR)],
    'errors/deviants': [Claim('right, per 1,000 marked by the test, 3 in 100', 'lists.marked.term_months*0.5', 1000, 'review.automatic_specificity^2'),
                        Claim('did nothing at all in five years, per 1,000 people marked', NOTICE, off='channels.test.spurious_per_1000_years=0', doubled='channels.test.spurious_per_1000_years*0.5', direction=-1)],
    'errors/levels': [Claim('lost or corrupted on one level, per 1,000 records sent', 'channels.neighbours.spurious_per_1000_years*2'),
                      Claim('more with three', told='wrong, per 1,000 records accepted, more with three levels', beside='hierarchy.months_per_level*2', off='hierarchy.misfiled_per_level=0 hierarchy.reclassified_per_level=0', persons=12000),
                      Claim('rightly listed person-months: three levels over none, % more', COMMITTEE, off='hierarchy.lost_per_level=0 hierarchy.misfiled_per_level=0 hierarchy.reclassified_per_level=0 hierarchy.months_per_level=0',
                            doubled='hierarchy.months_per_level*2 hierarchy.lost_per_level*2', persons=40000)],
    'errors/machine-share': [Claim('wrong records accepted, 50% over 90%, % more', AIR, doubled='review.human_specificity^0.3', persons=40000),
                             Claim('records waiting at the end, per 1,000 people, 50%', 'review.human_specificity=0.9', off='review.files_per_month_per_million=200000', doubled='review.files_per_month_per_million*0.5', persons=40000),
                             Claim('true records accepted, 50% over 90%, % more', 'review.human_specificity=0.9', off='review.files_per_month_per_million=200000', doubled='review.files_per_month_per_million*0.5', persons=40000)],
    'errors/missing-identity': [Claim('rural records lost 2019-20, %', 'identity.coverage_urban=0.5', doubled='identity.coverage_rural^2'),
                                Claim('entries of rural people 2019-24, % of those with all linked', 'identity.coverage_urban=0.5', 100, 'identity.coverage_rural^2', persons=20000)],
    'errors/namesakes': [Claim('more wrongly listed than by code, per million people', AIR, persons=300000)],
    'errors/recognised-off-line': [Claim('small violations in the street 2025, % less than without', POSTS, doubled=FEAR),
                                   Claim('accepted wrong camera records 2025, per 1,000 people', POSTS, off='timeline.permeable_2025.set.channels.camera.wrong_person=0 timeline.permeable_2025.set.channels.camera.spurious_per_1000_years=0',
                                         doubled='timeline.permeable_2025.set.channels.camera.spurious_per_1000_years*2')],
    'errors/register-errors': [Claim('poor or fair after 10 years, per 1,000, more than without errors', 'measures.small_loans.demand_per_year*2'),
                               Claim('after 10 years', 'measures.small_loans.demand_per_year*2', off=ERRORS.format('=0'), told='files with points from wrong records after 10 years, per 1,000'),
                               Claim('in a lower grade because of it after 10 years', 'measures.small_loans.demand_per_year*2', off=ERRORS.format('=0'))],
    'errors/welfare-score': [Claim('wrong, per 1,000 entries, score, checked', 'measures.benefit_cut.income_loss*0.5', doubled='review.human_specificity^2'),
                             Claim('wrong, per 1,000 entries, Robodebt', 'measures.benefit_cut.income_loss*0.5', off='channels.score.spurious_per_1000_years=0', doubled='channels.score.spurious_per_1000_years*2'),
                             Claim('wrong entries ended by an appeal, %, score, checked', 'measures.benefit_cut.income_loss*0.5', off='due_process.appeal_if_wronged=0', doubled='due_process.appeal_if_wronged*2', persons=20000)],
    'errors/where-errors-enter': [Claim('wrong, per 1,000 accepted records', TRAIN, persons=12000),
                                  Claim('bank: share of the wrong listings by record, %', COMMITTEE, off='channels.bank.spurious_per_1000_years=0 channels.bank.wrong_person=0', persons=20000),
                                  Claim('camera: share of all accepted wrong records, %', 'lists.untrustworthy.entry_probability*2', off='channels.camera.spurious_per_1000_years=0 channels.camera.wrong_person=0')],
    'firms/executives': [Claim('violations that it adds', TRAIN, doubled=SCHEDULE.format('*2'), persons=40000),
                         Claim('income that the schedule costs a listed executive, % of it', TRAIN, off=SCHEDULE.format('=0'), doubled=SCHEDULE.format('*2'), persons=40000)],
    'firms/firms': [Claim('people on a black list through their firm, per million', FIRM_TENDERS, persons=60000),
                    Claim('learning: events averted, %, where nothing', 'firms.employee_share*0.5', doubled='firms.risk_bias*2', persons=30000),
                    Claim('employees who lost work over three years, M', FIRM_TENDERS, off='firm_lists.*.job_loss_per_month=0', doubled='firm_lists.*.job_loss_per_month*2', persons=60000),
                    Claim('appeals: overturned, % of wrong entries made', FIRM_TENDERS, off='firms.appeal_if_wronged=0', doubled='firms.appeal_if_wronged*2', persons=120000),
                    Claim('closing: because the firm begins again under another name', FIRM_TENDERS, off='firms.same_owner=0', doubled='firms.same_owner*2', persons=60000),
                    Claim('credit: for want of a score, % of refused', FIRM_TENDERS, off='firms.credit_without_score=0', doubled='firms.credit_without_score*0.5', direction=-1, persons=60000)],
    'incentives/academy-proposal': [Claim('rewards: violations averted, percentage points', POSTS, doubled=FEAR),
                                    Claim('legal: lawful acts lost, percentage points', TRAFFIC, off=SPEECH.format('=0') + ' channels.neighbours.detects.association=0', doubled=FEAR, persons=20000),
                                    Claim('rewards: good deeds gained, percentage points', POSTS, doubled=FEAR)],
    'incentives/cliffs': [Claim('jump of refusals, per 1,000 people a month, nothing refused', AIR, doubled='measures.city_credit.demand_per_year*2 measures.public_jobs.demand_per_year*2', persons=40000)],
    'incentives/rewards': [Claim('violations averted by rewards, per 1,000', POSTS, doubled=FEAR),
                           Claim('highest income quintile', AIR, told='income gained by rewards, % of it, highest income quintile', off='measures.discounts.income_gain=0 measures.cheaper_loans.income_gain=0', persons=20000)],
    'incentives/stick-and-carrot': [Claim('violations added by the weight of four, per 1,000', POSTS, doubled=FEAR),
                                    Claim('leave C or D in a month, % of those there', POSTS, off='components.*.half_life_months=0', doubled='components.*.half_life_months*2', direction=-1, persons=20000)],
    'liability/neighbours-answer': [Claim('violations averted by the groups', POSTS, doubled=FEAR, persons=30000),
                                    Claim('people formally under a sanction added where measures reach the group', NOTICE, persons=30000, off='measures.public_jobs.spill_liability_group=0 measures.city_credit.spill_liability_group=0',
                                          doubled='measures.public_jobs.spill_liability_group*2 measures.city_credit.spill_liability_group*2')],
    'liability/publicity': [Claim('loan defaults, change, %', POSTS),
                            Claim('isolated more with it, per 1,000 people', TRAFFIC, off='lists.defaulters.publication=0 lists.untrustworthy.publication=0', doubled='publicity.contacts_cut*2', persons=20000),
                            Claim('strain, change, %', TRAFFIC, off='publicity.strain=0 publicity.stake_months=0 publicity.work_lost=0', doubled='publicity.strain*2', persons=20000)],
    'liability/relatives': [Claim('with the relatives of relatives', told='innocent for each offender formally under a sanction, with the relatives of relatives', beside='measures.hotels.demand_per_year*2', persons=20000, doubled=' '.join(f'measures.{m}.spill_{w}*2' for m in ('first_class', 'hotels', 'holidays_abroad') for w in ('spouse', 'child', 'kin')))],
    'liability/strangers': [Claim('contacts on record who are turned away, third year, %', AIR, doubled='trust.reads*0.5', direction=-1, persons=20000),
                            Claim('strangers helped in the third year, change with the record, percentage points', NOTICE, off='trust.reads=0', doubled='trust.reads*0.5', direction=-1, persons=20000)],
    'officials/adaptive-weight': [Claim('gain 3 with a delay of six months', 'grades.good.from=1004'),
                                  Claim('most in the lowest grade in the last two years, %, six months late', 'grades.good.from=1004', 5, 'adaptive_weight.delay_months*2', off='adaptive_weight.delay_months=0')],
    'officials/examiner': [Claim("the rater's share of the variance of ratings, %", 'grades.excellent.from=1025'),
                           Claim('less with a rater than without', 'grades.fair.from=985', off='components.appraisal.rater_bias=0 components.appraisal.rater_impression=0', doubled='components.appraisal.rater_bias*2 components.appraisal.rater_impression*2')],
    'officials/patrons': [Claim('more than when nobody is favoured', 'grades.fair.from=985'),
                          Claim('of that: favour, %', told="favour, % of the variance of the employers' ratings", beside='components.street.rater_bias*2', off='components.work.favouritism=0', doubled='components.work.favouritism*2')],
    'officials/grade-caps': [Claim('formally under a sanction, added by caps, per 1,000 people', TRAFFIC, doubled='lists.noted.term_months*2'),
                             Claim('wrongly, % of them', AIR, told='wrongly, % of those in a lower grade for a cap', off=ERRORS.format('=0'), doubled='channels.*.spurious_per_1000_years*2', persons=12000),
                             Claim('innocent, % of those added', AIR, told='innocent, % of those added under a sanction by caps', off=SPILL.format('=0') + ' ' + ERRORS.format('=0'), doubled=SPILL.format('*2'), persons=12000)],
    'start/china-national': [Claim('judgment defaults averted, %', TRAFFIC, doubled=FEAR),
                             Claim('judgment defaults averted, %', TRAFFIC, off='lists.defaulters.enabled=false', doubled=FEAR, persons=20000),
                             Claim('innocent, per 1,000 people effectively under a sanction', TRAFFIC, doubled='measures.credit.spill_spouse*2 ' + SPILL.format('*2'), persons=20000),
                             Claim('wrong, per 1,000 listings that a bank caused', TRAFFIC, off='channels.bank.spurious_per_1000_years=0 channels.bank.wrong_person=0', persons=20000),
                             Claim('learnt of it from a refusal, per 1,000 entries', TRAFFIC, off='due_process.notice_by_refusal=0', doubled='due_process.notice_by_refusal*0.5', direction=-1, persons=20000)],
    'start/minimal': [Claim('traffic violations averted, %', 'channels.court.detects.judgment_default*0.5', doubled=FEAR),
                      Claim('critical posts not written, %', TRAFFIC, persons=20000),
                      Claim('innocent, per 1,000 people effectively under a sanction', AIR, off='measures.*.spill_spouse=0 measures.*.spill_child=0 measures.*.spill_kin=0', doubled='measures.credit.spill_spouse*2 ' + SPILL.format('*2'), persons=20000),
                      Claim("wrong neighbours' reports, %", COMMITTEE, off='channels.neighbours.spurious_per_1000_years=0 channels.neighbours.wrong_person=0'),
                      Claim('wrong, per 1,000 listings that a bank caused', COMMITTEE, off='channels.bank.spurious_per_1000_years=0 channels.bank.wrong_person=0', persons=40000),
                      Claim('have never learnt of it, per 1,000 listed', TRAFFIC, off='due_process.notice=1', doubled='due_process.notice^2', persons=20000)],
    'start/people-or-tickets': [Claim('flights and fast trains refused since the beginning, per 1,000', 'measures.credit.demand_per_year*4', persons=20000),
                                Claim('on the list at the end, per 1,000 people', NOTICE, off='lists.defaulters.entry_probability=0', doubled='lists.defaulters.entry_probability*2', persons=20000)],
    'surveillance/attention': [Claim('attention where there is more', AIR, 1, 'attention.kept^0.5 attention.initial_records*2', -1, 20000),
                               Claim('variance of attention, discoveries alone', AIR, 0, 'attention.kept^0.5 attention.initial_records*2', -1, 20000)],
    'surveillance/audits': [Claim('twice as closely: women, % of those flagged', f'channels.inspections.minority_ratio=1 {AS_MANY}', 53.67, 'channels.inspections.women_ratio*2'),
                            Claim('twice as closely: flagged of those who commit none, the minority over others', f'channels.inspections.women_ratio=1 {AS_MANY}', 1, 'channels.inspections.minority_ratio*2', persons=12000),
                            Claim('twice as closely: concordance with acts', f'channels.inspections.minority_ratio=1 {AS_MANY}', 0.5, 'society.proneness_shape*0.5')],
    'surveillance/forecasts': [Claim('twice as much: concordance, logistic regression', AIR, 0.5, 'society.proneness_shape*0.75', persons=20000),
                               Claim('watched unequally: false alarms per head, marked to unmarked', AIR, 1, off='channels.*.marked_ratio=1', doubled='channels.*.marked_ratio^2', persons=20000)],
    'surveillance/camera-density': [Claim('true records a year, per 1,000 people, 2020', 'channels.camera.spurious_per_1000_years*2')],
    'surveillance/camera-accuracy': [Claim('heroic acts', TRAFFIC, 1000, persons=80000, told='right, per 1,000 records of heroic acts'),
                                     Claim('drunk driving', TRAFFIC, 1000, told='right, per 1,000 records of drunk driving', off='channels.camera.spurious_per_1000_years=0 channels.camera.wrong_person=0', doubled='channels.camera.spurious_per_1000_years*2', persons=40000)],
    'surveillance/context': [Claim('mean score less with all of it', 'channels.bank.detects.loan_default*0.5', doubled='events.serious_illness.rate_per_year*2 events.divorce.rate_per_year*2', persons=20000,
                                   off='timeline.context_counted.set.channels.official.detects.serious_illness=0 timeline.context_counted.set.channels.official.detects.divorce=0')],
    'surveillance/joined-databases': [Claim('refused in commerce for what the police had', AIR, 0, 'channels.platform.join_missed^2', persons=40000),
                                      Claim('linked to somebody else, per 1,000 records taken over', 'measures.platform_services.demand_per_year*2', off='channels.platform.by_name=0 channels.platform.code_error=0', doubled='channels.platform.by_name*2 channels.platform.code_error*2', persons=40000),
                                      Claim('entered wrongly by the platforms, per 1,000 entries', 'measures.platform_services.demand_per_year*2', off=ERRORS.format('=0') + ' channels.platform.by_name=0 channels.platform.code_error=0',
                                            doubled='channels.police.spurious_per_1000_years*2 channels.police.wrong_person*2', persons=40000)],
    'surveillance/recognition': [Claim('people stopped a day because they were taken for another, per million', 'recognition.missed=0.5', persons=20000),
                                 Claim('taken for another, minority over majority', 'recognition.women_ratio*2', 1, 'recognition.minority_ratio*2', persons=40000),
                                 Claim('alerts not rejected that come too late, %', 'recognition.missed=0.5', off='recognition.faces_per_second=0', doubled='recognition.faces_per_second*1.04', persons=40000)],
    'surveillance/residence': [Claim("false, reward 3, % of neighbours' reports of residence", TRAFFIC),
                               Claim('false reports at reward 10 over those at reward 0', TRAFFIC, 1, off='conduct.report_response=0 channels.neighbours.malice_response=0', doubled='conduct.report_response*2 channels.neighbours.malice_response*2'),
                               Claim('lapsed unverified, reward 3, % of reports', TRAFFIC, off='review.checks_per_month_per_million=1000000', doubled='review.checks_per_month_per_million*0.5')],
    'surveillance/differential-surveillance': [Claim('true records, marker over others, watched', AIR, 1, WATCHED.format('*2'), 1, 20000, WATCHED.format('=1')),
                                               Claim('more on a black list than if all were alike', TRAIN, 0, WATCHED.format('*2'), 1, 20000, WATCHED.format('=1')),
                                               Claim('violations with the marker, % of those if all were alike', POSTS, 100, WATCHED.format('*2'), persons=100000, off=WATCHED.format('=1'))],
    'surveillance/zero-tolerance': [Claim('small offences, % of those without', POSTS, 100, FEAR),
                                    Claim('other violations, % of those without', POSTS, 100, FEAR, off=FEARLESS, persons=12000)],
    'surveillance/zones': [Claim('alerts a day, per 1,000 zoned people', 'channels.court.detects.judgment_default*0.5')],
}
# What does not hold, and why (docs/guide/claims.md): part of its row.
DOUBTED = {
    '| the same ratio, with less without |': 'what may be left without the habit is within random numbers, and these are too large at 20,000 people to leave less than a quarter',
    'violations that it adds, per 1,000 of executives': 'refused seats on trains are a stake and a strain of their own, in both arms: with four times as many the schedule adds 5% less',
    'so refusals take, in percentage points of it': 'the difference lies within its interval of none, and that is wide at 20,000 people, since others are listed where seats on trains have a stake',
    'bad, per 1,000 members: self-selection by grade': 'discounts wanted twice as often are worth more: 7% more volunteer, and the self-selection moves by 0.15% of it',
    'all together less the sum of the two: on a black list': 'a tenth is left where banks take nothing over from the police, by ways that this setting does not close',
    'flights and fast trains refused since the beginning': 'who weighs a default reckons with loans: fewer are listed, and fewer tickets refused',
}
# What says nothing of a cause that a setting switches off.
EXCUSED = {
    'combined/policies': 'variants are weighed, and its page switches off what the one that is picked does better (tests/known/policies.py)',
    'errors/court-score': 'published rates of error, told again',
    'surveillance/storage': 'bytes and money, counted by `socred storage`',
}
# Claims that have no row, and why. "Arms": the difference from an arm of the page in which the cause is switched off.
WITHOUT_ROW = {
    'abroad/abroad': ['how many are listed with other people than China\'s: arms', 'other countries: the cause of the first row'],
    'combined/cities': ['under a sanction or a reward in one city and not in another, rank in the order: differences between cities, which each state their own rules (tests/known/policies.py)'],
    'combined/data-sources': ['deterrence by offices, banks, neighbours, employers, courts: the cause of the first row', 'good deeds for declarations: arms'],
    'combined/phases': ['the other phases: arms, with the causes of these rows'],
    'combined/every-module': ['stopped without any violation, active, freed by amnesty: of several causes, each of which leaves a part (its page has the runs without one)', 'concordance of forecasts: the difference from the arm without the eight parts'],
    'combined/whole-reach': ['sums of parts: arms', 'refused by bureaus: an input, the threshold of each'],
    'combined/income': ['Gini coefficient, mobility, ratio of provinces: inputs told again, as its page says'],
    'combined/unrest': ['active at another legitimacy: arms', 'untouched people among the active: high without what is seen too (73 ± 8% of far fewer), since most people are untouched'],
    'credit/bureaus': ['contradictory decisions, orders of rank, applications refused, merged or apart: arms, or rules that bureaus state', 'coverage: an input'],
    'credit/data-sharing': ['loans refused, attempts refused: arms'],
    'credit/guilt-by-friends': ['weight 30%: the cause of these rows', 'fewer refused in all: the first row'],
    'credit/invisible': ['who has no file: an input, the share of borrowers', 'failures of the refused: of proneness, age and income at once'],
    'credit/lending': ['equal shares less maximum profit, failures: each arm states its thresholds, and nothing doubles their difference', 'equal opportunity: the cause of the first row, and arms', 'thresholds and shares under maximum profit: tests/known/instruments.py'],
    'credit/platform-index': ['shares in grades, small loans refused: inputs told again (thresholds, demand)'],
    'credit/proxy': ['failures to repay of the refused: not worse without the proxy, a difference that is not told from none'],
    'due-process/enrolment': ['the young and the urban enrol: inputs', 'rewarded if everybody were a member: arms'],
    'due-process/published-rules': ['wrongly listed, appeals: not told from none'],
    'errors/deviants': ['concentration of acts: arms'],
    'errors/levels': ['one and two levels: the cause of the second row'],
    'errors/machine-share': ['90% against 95%: not told from none', 'listings: the causes of the rows of records'],
    'errors/missing-identity': ['what linkage by name restores, and what it puts on others: arms', 'the gap closes in 2021 and 2025: the coverage that the timeline states'],
    'errors/namesakes': ['wrong, per 1,000 records linked by name, hits by how common a name is: of the law of names, which no setting switches off'],
    'errors/recognised-off-line': ['misidentification falls: an input', 'false alarms held constant: arms'],
    'errors/register-errors': ['share of errors that move a grade: no single setting is its cause'],
    'errors/welfare-score': ['random, MiDAS: the cause of the second row', 'twice the appeals: its page has the run'],
    'errors/where-errors-enter': ['the other channels, right listings without the bank: arms'],
    'firms/executives': ['refusals with and without the schedule: arms'],
    'firms/firms': ['how many firms are listed, poor or closed: inputs told again, one set to a published figure', 'heads spared, grades without effect, closing or not: arms', 'learning adds nothing: arms', 'no score, refused for a low score: inputs'],
    'incentives/academy-proposal': ['both together, under a reward: arms, and the proposal itself'],
    'incentives/cliffs': ['formally under a sanction above and below: the difference from the arm without sanctions of grades', 'violations and acts under no regime: not told from none, or of who stands there'],
    'incentives/rewards': ['the rich over the poor, urban over rural: the second row', 'strain taken away: too few to tell'],
    'incentives/stick-and-carrot': ['drift, people in C and D, stays: arms, with the weight at 1'],
    'liability/neighbours-answer': ['liable for each act averted, innocent people with points alone: arms', 'answering alone: arms'],
    'liability/publicity': ['work lost, months of isolation after the end: inputs (probability, return)', 'all violations: the cause of the first row'],
    'liability/relatives': ['each further step: arms'],
    'liability/strangers': ['the innocent on a list, those who help nobody, what is said of people: arms', 'after the record is closed: not told from none'],
    'officials/adaptive-weight': ['gain 20, a lower gain: arms'],
    'officials/examiner': ['in the highest grade, diligence\'s share: arms'],
    'officials/grade-caps': ['in a lower grade for a cap, refusals: the cause of the first row'],
    'officials/patrons': ['in the lowest grade, diligence of clients: arms'],
    'start/china-national': ['people on the list, flights refused: calibrated, or demand told again', 'assumptions of gain and severity: the interval over the assumptions'],
    'start/minimal': ['elasticities: tests/known/elasticities.py', 'people below 18: arms', 'identity of error rates: exact'],
    'start/people-or-tickets': ['twice the journeys: arms', 'refused for each year: the first row over the second'],
    'surveillance/attention': ['reports, and the correction: arms', 'fixed points: tests against the theory'],
    'surveillance/audits': ['the poor: nearly all of those flagged, so that doubling cannot move it', 'concordance with records: made as the records are'],
    'surveillance/forecasts': ['flagged of those who commit none, women over men: 0.94 ± 0.04 where women and men do as much, so that what else parts them has a share', 'with records against acts: of several channels, each of which leaves a part (its page)', 'aimed: arms', 'beside one variable, calibration: not told from a cause that a setting switches off'],
    'surveillance/camera-density': ['records by camera, by year: the law of overlap, by hand', 'wrong records: precision as in camera-accuracy'],
    'surveillance/camera-accuracy': ['more cameras, fewer false alarms: arms', 'precision of other classes: the cause of these rows'],
    'surveillance/context': ['by age, by income, variance: arms', 'care, neglect and infidelity: little beside illness and divorce'],
    'surveillance/joined-databases': ['share outside the context of the data: arms'],
    'surveillance/recognition': ['whole list, South Wales, London: arms, and published counts', 'wrong among the alerts, queue in seconds: by hand', 'rightly recognised and wrongly listed: too few to tell'],
    'surveillance/residence': ['who is reported falsely: of how many know a household, no setting', 'landlords: the same causes; fewer unregistered: arms'],
    'surveillance/differential-surveillance': ['wrong records: as the first row', 'after the watching ends, the listed watched as well: arms'],
    'surveillance/zero-tolerance': ['on a black list, urban over rural: 1.2 ± 0.1 without the list of the street too', 'by income, by group, wrongly listed: arms'],
    'surveillance/zones': ['stops, questionings, trips not made: inputs times the first row', 'stopped whether or not they did anything: exact, its page has the run without violations', 'wider zones: arms'],
}

-- What modules count as one list of (count, idx, value), the form that results of format 2 had: so that digests of then and now
-- can be compared, whatever tables the values stand in.
SELECT replicate, month, 'bureau_adults' AS count, (urban) * 5 + income_quintile AS idx, adults AS value FROM bureaus_by_income WHERE adults <> 0
UNION ALL SELECT replicate, month, 'bureau_borrowers' AS count, ((bureau) * 2 + grp) * 2 + refused AS idx, borrowers AS value FROM bureaus_by_group WHERE borrowers <> 0
UNION ALL SELECT replicate, month, 'bureau_defaults' AS count, ((bureau) * 2 + grp) * 2 + refused AS idx, defaults AS value FROM bureaus_by_group WHERE defaults <> 0
UNION ALL SELECT replicate, month, 'bureau_files' AS count, bureau AS idx, files AS value FROM bureaus_by_bureau WHERE files <> 0
UNION ALL SELECT replicate, month, 'bureau_pair_both' AS count, (bureau) * 10 + other_bureau AS idx, both AS value FROM bureaus_by_pair WHERE both <> 0
UNION ALL SELECT replicate, month, 'bureau_pair_concordant' AS count, (bureau) * 10 + other_bureau AS idx, concordant AS value FROM bureaus_by_pair WHERE concordant <> 0
UNION ALL SELECT replicate, month, 'bureau_pair_contradict' AS count, (bureau) * 10 + other_bureau AS idx, contradict AS value FROM bureaus_by_pair WHERE contradict <> 0
UNION ALL SELECT replicate, month, 'bureau_pair_discordant' AS count, (bureau) * 10 + other_bureau AS idx, discordant AS value FROM bureaus_by_pair WHERE discordant <> 0
UNION ALL SELECT replicate, month, 'bureau_records' AS count, 10 AS idx, records_once AS value FROM bureaus_by_month WHERE records_once <> 0
UNION ALL SELECT replicate, month, 'bureau_records' AS count, bureau AS idx, records AS value FROM bureaus_by_bureau WHERE records <> 0
UNION ALL SELECT replicate, month, 'bureau_refused' AS count, bureau * 10 + CASE ground WHEN 'own_records' THEN 0 WHEN 'mixed_file' THEN 1 WHEN 'wrong_records' THEN 2 WHEN 'wrong_entry' THEN 3 WHEN 'true_entry' THEN 4 WHEN 'friends' THEN 5 WHEN 'proxy' THEN 6 WHEN 'several' THEN 7 WHEN 'no_score' THEN 8 END AS idx, refused AS value FROM bureaus_by_ground WHERE refused <> 0
UNION ALL SELECT replicate, month, 'bureau_score_sum' AS count, bureau AS idx, score_sum AS value FROM bureaus_by_bureau WHERE score_sum <> 0
UNION ALL SELECT replicate, month, 'bureau_scored' AS count, ((bureau) * 2 + grp) * 2 + refused AS idx, scored AS value FROM bureaus_by_group WHERE scored <> 0
UNION ALL SELECT replicate, month, 'bureau_unscored' AS count, ((bureau) * 2 + urban) * 5 + income_quintile AS idx, adults AS value FROM bureaus_unscored WHERE adults <> 0
UNION ALL SELECT replicate, month, 'bureau_wronged' AS count, bureau AS idx, refused_wrongly AS value FROM bureaus_by_bureau WHERE refused_wrongly <> 0
UNION ALL SELECT replicate, month, 'cliff_persons' AS count, step AS idx, persons AS value FROM cliff_by_step WHERE persons <> 0
UNION ALL SELECT replicate, month, 'cliff_refused' AS count, step AS idx, refused AS value FROM cliff_by_step WHERE refused <> 0
UNION ALL SELECT replicate, month, 'cliff_sanctioned' AS count, step AS idx, sanctioned AS value FROM cliff_by_step WHERE sanctioned <> 0
UNION ALL SELECT replicate, month, 'cliff_violations' AS count, step AS idx, violations AS value FROM cliff_by_step WHERE violations <> 0
UNION ALL SELECT replicate, month, 'cliff_violations_free' AS count, step AS idx, violations_counterfactual AS value FROM cliff_by_step WHERE violations_counterfactual <> 0
UNION ALL SELECT replicate, month, 'code_entries' AS count, 0 AS idx, code_entries_wrong AS value FROM linkage_by_month WHERE code_entries_wrong <> 0
UNION ALL SELECT replicate, month, 'code_hits' AS count, 0 AS idx, code_misattributed AS value FROM linkage_by_month WHERE code_misattributed <> 0
UNION ALL SELECT replicate, month, 'consent_persons' AS count, grade AS idx, persons AS value FROM enrolment_by_grade WHERE persons <> 0
UNION ALL SELECT replicate, month, 'consent_rewarded' AS count, 0 AS idx, rewarded AS value FROM enrolment_by_month WHERE rewarded <> 0
UNION ALL SELECT replicate, month, 'consent_score' AS count, 0 AS idx, score_sum AS value FROM enrolment_by_month WHERE score_sum <> 0
UNION ALL SELECT replicate, month, 'contacts_cut' AS count, CASE truth WHEN 'true' THEN 0 WHEN 'other_violation' THEN 1 WHEN 'no_violation' THEN 2 END AS idx, contacts_lost AS value FROM publicity_by_truth WHERE contacts_lost <> 0
UNION ALL SELECT replicate, month, 'correction_lowest' AS count, 0 AS idx, lowest AS value FROM adaptive_weight_by_month WHERE lowest <> 0
UNION ALL SELECT replicate, month, 'correction_people' AS count, 0 AS idx, persons AS value FROM adaptive_weight_by_month WHERE persons <> 0
UNION ALL SELECT replicate, month, 'correction_weight' AS count, 0 AS idx, weight AS value FROM adaptive_weight_by_month WHERE weight <> 0
UNION ALL SELECT replicate, month, 'employees_of_listed' AS count, 0 AS idx, of_listed AS value FROM firms_employees WHERE of_listed <> 0
UNION ALL SELECT replicate, month, 'firm_appeals' AS count, (firm_list) * 2 + wrong AS idx, filed AS value FROM firms_appeals_by_list WHERE filed <> 0
UNION ALL SELECT replicate, month, 'firm_appeals_denied' AS count, (firm_list) * 2 + wrong AS idx, denied AS value FROM firms_appeals_by_list WHERE denied <> 0
UNION ALL SELECT replicate, month, 'firm_appeals_lapsed' AS count, firm_list AS idx, appeals_lapsed AS value FROM firms_by_list WHERE appeals_lapsed <> 0
UNION ALL SELECT replicate, month, 'firm_appeals_upheld' AS count, (firm_list) * 2 + wrong AS idx, upheld AS value FROM firms_appeals_by_list WHERE upheld <> 0
UNION ALL SELECT replicate, month, 'firm_attempts' AS count, firm_measure AS idx, attempts AS value FROM firms_by_measure WHERE attempts <> 0
UNION ALL SELECT replicate, month, 'firm_closing_dismissals' AS count, 0 AS idx, dismissed_closed AS value FROM firms_employees WHERE dismissed_closed <> 0
UNION ALL SELECT replicate, month, 'firm_closing_dismissals' AS count, 1 AS idx, dismissed_closed_innocent AS value FROM firms_employees WHERE dismissed_closed_innocent <> 0
UNION ALL SELECT replicate, month, 'firm_dismissals' AS count, 0 AS idx, dismissed_listed AS value FROM firms_employees WHERE dismissed_listed <> 0
UNION ALL SELECT replicate, month, 'firm_dismissals' AS count, 1 AS idx, dismissed_listed_innocent AS value FROM firms_employees WHERE dismissed_listed_innocent <> 0
UNION ALL SELECT replicate, month, 'firm_effective' AS count, firm_measure AS idx, effective AS value FROM firms_by_measure WHERE effective <> 0
UNION ALL SELECT replicate, month, 'firm_entries_did' AS count, firm_list AS idx, entries_true AS value FROM firms_by_list WHERE entries_true <> 0
UNION ALL SELECT replicate, month, 'firm_entries_wrong' AS count, firm_list AS idx, entries_wrong AS value FROM firms_by_list WHERE entries_wrong <> 0
UNION ALL SELECT replicate, month, 'firm_events' AS count, firm_event AS idx, events AS value FROM firms_by_event WHERE events <> 0
UNION ALL SELECT replicate, month, 'firm_exits_closed' AS count, ((firm_list) * 2 + same_people) * 2 + wrong AS idx, entries AS value FROM firms_closing_by_list WHERE entries <> 0
UNION ALL SELECT replicate, month, 'firm_exits_expired' AS count, firm_list AS idx, exits_expired AS value FROM firms_by_list WHERE exits_expired <> 0
UNION ALL SELECT replicate, month, 'firm_exits_repaired' AS count, firm_list AS idx, exits_repaired AS value FROM firms_by_list WHERE exits_repaired <> 0
UNION ALL SELECT replicate, month, 'firm_grade' AS count, firm_grade AS idx, firms AS value FROM firms_by_grade WHERE firms <> 0
UNION ALL SELECT replicate, month, 'firm_records_nothing' AS count, firm_channel AS idx, records_fabricated AS value FROM firms_by_channel WHERE records_fabricated <> 0
UNION ALL SELECT replicate, month, 'firm_records_other' AS count, firm_channel AS idx, records_misattributed AS value FROM firms_by_channel WHERE records_misattributed <> 0
UNION ALL SELECT replicate, month, 'firm_records_right' AS count, firm_channel AS idx, records_true AS value FROM firms_by_channel WHERE records_true <> 0
UNION ALL SELECT replicate, month, 'firm_refused_score' AS count, firm_measure AS idx, refused_score AS value FROM firms_by_measure WHERE refused_score <> 0
UNION ALL SELECT replicate, month, 'firm_refused_unscored' AS count, firm_measure AS idx, refused_unscored AS value FROM firms_by_measure WHERE refused_unscored <> 0
UNION ALL SELECT replicate, month, 'firm_refused_wronged' AS count, firm_measure AS idx, refused_wronged AS value FROM firms_by_measure WHERE refused_wronged <> 0
UNION ALL SELECT replicate, month, 'firm_stock_did' AS count, firm_list AS idx, stock_true AS value FROM firms_by_list WHERE stock_true <> 0
UNION ALL SELECT replicate, month, 'firm_stock_wrong' AS count, firm_list AS idx, stock_wrong AS value FROM firms_by_list WHERE stock_wrong <> 0
UNION ALL SELECT replicate, month, 'firms' AS count, CASE size WHEN '1-9' THEN 0 WHEN '10-49' THEN 1 WHEN '50-99' THEN 2 WHEN '100-299' THEN 3 WHEN '300-999' THEN 4 WHEN '1000+' THEN 5 END AS idx, firms AS value FROM firms_by_size WHERE firms <> 0
UNION ALL SELECT replicate, month, 'firms_closed' AS count, CASE size WHEN '1-9' THEN 0 WHEN '10-49' THEN 1 WHEN '50-99' THEN 2 WHEN '100-299' THEN 3 WHEN '300-999' THEN 4 WHEN '1000+' THEN 5 END AS idx, closed AS value FROM firms_by_size WHERE closed <> 0
UNION ALL SELECT replicate, month, 'firms_closed_listed' AS count, (same_people) * 2 + none_true AS idx, firms AS value FROM firms_closing_listed WHERE firms <> 0
UNION ALL SELECT replicate, month, 'firms_listed' AS count, CASE size WHEN '1-9' THEN 0 WHEN '10-49' THEN 1 WHEN '50-99' THEN 2 WHEN '100-299' THEN 3 WHEN '300-999' THEN 4 WHEN '1000+' THEN 5 END AS idx, listed AS value FROM firms_by_size WHERE listed <> 0
UNION ALL SELECT replicate, month, 'firms_listed_of_sector' AS count, sector AS idx, listed AS value FROM firms_by_sector WHERE listed <> 0
UNION ALL SELECT replicate, month, 'firms_met' AS count, firm_measure AS idx, firms AS value FROM firms_by_measure WHERE firms <> 0
UNION ALL SELECT replicate, month, 'firms_of_sector' AS count, sector AS idx, firms AS value FROM firms_by_sector WHERE firms <> 0
UNION ALL SELECT replicate, month, 'firms_unscored' AS count, CASE size WHEN '1-9' THEN 0 WHEN '10-49' THEN 1 WHEN '50-99' THEN 2 WHEN '100-299' THEN 3 WHEN '300-999' THEN 4 WHEN '1000+' THEN 5 END AS idx, unscored AS value FROM firms_by_size WHERE unscored <> 0
UNION ALL SELECT replicate, month, 'friends_lost' AS count, distance AS idx, points_lost AS value FROM bureaus_friends_by_distance WHERE points_lost <> 0
UNION ALL SELECT replicate, month, 'friends_people' AS count, distance AS idx, persons AS value FROM bureaus_friends_by_distance WHERE persons <> 0
UNION ALL SELECT replicate, month, 'friends_refused' AS count, distance AS idx, refused AS value FROM bureaus_friends_by_distance WHERE refused <> 0
UNION ALL SELECT replicate, month, 'group_persons' AS count, 0 AS idx, persons AS value FROM liability_by_month WHERE persons <> 0
UNION ALL SELECT replicate, month, 'group_records' AS count, 0 AS idx, records AS value FROM liability_by_month WHERE records <> 0
UNION ALL SELECT replicate, month, 'heads_entered' AS count, list AS idx, entered AS value FROM firms_heads WHERE entered <> 0
UNION ALL SELECT replicate, month, 'heads_listed' AS count, list AS idx, listed AS value FROM firms_heads WHERE listed <> 0
UNION ALL SELECT replicate, month, 'hierarchy_arrived' AS count, 0 AS idx, arrived AS value FROM hierarchy_by_month WHERE arrived <> 0
UNION ALL SELECT replicate, month, 'hierarchy_lost' AS count, level AS idx, lost AS value FROM hierarchy_by_level WHERE lost <> 0
UNION ALL SELECT replicate, month, 'hierarchy_misfiled' AS count, level AS idx, misfiled AS value FROM hierarchy_by_level WHERE misfiled <> 0
UNION ALL SELECT replicate, month, 'hierarchy_months' AS count, 0 AS idx, months_taken AS value FROM hierarchy_by_month WHERE months_taken <> 0
UNION ALL SELECT replicate, month, 'hierarchy_reclassed' AS count, level AS idx, reclassified AS value FROM hierarchy_by_level WHERE reclassified <> 0
UNION ALL SELECT replicate, month, 'hierarchy_sent' AS count, 0 AS idx, sent AS value FROM hierarchy_by_month WHERE sent <> 0
UNION ALL SELECT replicate, month, 'hierarchy_under_way' AS count, 0 AS idx, under_way AS value FROM hierarchy_by_month WHERE under_way <> 0
UNION ALL SELECT replicate, month, 'income_gained' AS count, (((person_class) * 2 + grp) * 2 + urban) * 5 + income_quintile AS idx, income_gained AS value FROM benefits_by_cell WHERE income_gained <> 0
UNION ALL SELECT replicate, month, 'instrument_change' AS count, marked AS idx, score_change AS value FROM instrument_by_marker WHERE score_change <> 0
UNION ALL SELECT replicate, month, 'instrument_passed_bad' AS count, marked AS idx, passed_bad AS value FROM instrument_by_marker WHERE passed_bad <> 0
UNION ALL SELECT replicate, month, 'instrument_passed_good' AS count, marked AS idx, passed_good AS value FROM instrument_by_marker WHERE passed_good <> 0
UNION ALL SELECT replicate, month, 'instrument_refused_bad' AS count, marked AS idx, refused_bad AS value FROM instrument_by_marker WHERE refused_bad <> 0
UNION ALL SELECT replicate, month, 'instrument_refused_good' AS count, marked AS idx, refused_good AS value FROM instrument_by_marker WHERE refused_good <> 0
UNION ALL SELECT replicate, month, 'isolated' AS count, 0 AS idx, isolated AS value FROM contacts_by_month WHERE isolated <> 0
UNION ALL SELECT replicate, month, 'isolated_after' AS count, CASE truth WHEN 'true' THEN 0 WHEN 'other_violation' THEN 1 WHEN 'no_violation' THEN 2 END AS idx, isolated_after AS value FROM publicity_by_truth WHERE isolated_after <> 0
UNION ALL SELECT replicate, month, 'isolated_listed' AS count, CASE truth WHEN 'true' THEN 0 WHEN 'other_violation' THEN 1 WHEN 'no_violation' THEN 2 END AS idx, isolated_listed AS value FROM publicity_by_truth WHERE isolated_listed <> 0
UNION ALL SELECT replicate, month, 'kin_entries' AS count, 0 AS idx, entries AS value FROM kin_by_month WHERE entries <> 0
UNION ALL SELECT replicate, month, 'label_entries_right' AS count, marked AS idx, entries_true AS value FROM surveillance_by_marker WHERE entries_true <> 0
UNION ALL SELECT replicate, month, 'label_entries_wrong' AS count, marked AS idx, entries_wrong AS value FROM surveillance_by_marker WHERE entries_wrong <> 0
UNION ALL SELECT replicate, month, 'label_listed' AS count, marked AS idx, listed AS value FROM surveillance_by_marker WHERE listed <> 0
UNION ALL SELECT replicate, month, 'label_listed_wrong' AS count, marked AS idx, listed_wrong AS value FROM surveillance_by_marker WHERE listed_wrong <> 0
UNION ALL SELECT replicate, month, 'label_persons' AS count, marked AS idx, persons AS value FROM surveillance_by_marker WHERE persons <> 0
UNION ALL SELECT replicate, month, 'label_records_right' AS count, marked AS idx, records_true AS value FROM surveillance_by_marker WHERE records_true <> 0
UNION ALL SELECT replicate, month, 'label_records_wrong' AS count, marked AS idx, records_wrong AS value FROM surveillance_by_marker WHERE records_wrong <> 0
UNION ALL SELECT replicate, month, 'label_violations' AS count, marked AS idx, violations AS value FROM surveillance_by_marker WHERE violations <> 0
UNION ALL SELECT replicate, month, 'landlords_found' AS count, wrong AS idx, accepted AS value FROM subletting_by_truth WHERE accepted <> 0
UNION ALL SELECT replicate, month, 'letting' AS count, 0 AS idx, tenants AS value FROM subletting_by_month WHERE tenants <> 0
UNION ALL SELECT replicate, month, 'letting' AS count, 1 AS idx, landlords AS value FROM subletting_by_month WHERE landlords <> 0
UNION ALL SELECT replicate, month, 'letting_records' AS count, (CASE reason WHEN 'told' THEN 0 WHEN 'suspicion' THEN 1 WHEN 'malice' THEN 2 WHEN 'slip' THEN 3 WHEN 'register' THEN 4 END) * 2 + wrong AS idx, records AS value FROM subletting_by_reason WHERE records <> 0
UNION ALL SELECT replicate, month, 'measure_group' AS count, measure AS idx, persons AS value FROM liability_measures_by_measure WHERE persons <> 0
UNION ALL SELECT replicate, month, 'merged_doors' AS count, bureau * 3 + 1 AS idx, member_scores AS value FROM bureaus_by_bureau WHERE member_scores <> 0
UNION ALL SELECT replicate, month, 'merged_doors' AS count, bureau * 3 + 2 AS idx, refused_by_all AS value FROM bureaus_by_bureau WHERE refused_by_all <> 0
UNION ALL SELECT replicate, month, 'merged_doors' AS count, bureau * 3 AS idx, member_refusals_wrong AS value FROM bureaus_by_bureau WHERE member_refusals_wrong <> 0
UNION ALL SELECT replicate, month, 'merged_people' AS count, ((bureau) * 2 + refused_by_member) * 2 + refused AS idx, persons AS value FROM bureaus_merged WHERE persons <> 0
UNION ALL SELECT replicate, month, 'name_entries' AS count, CASE holders WHEN 'under 10' THEN 0 WHEN 'under 100' THEN 1 WHEN 'under 1000' THEN 2 WHEN 'under 10000' THEN 3 WHEN 'under 100000' THEN 4 WHEN '100000 or more' THEN 5 END AS idx, entries_wrong AS value FROM linkage_by_name WHERE entries_wrong <> 0
UNION ALL SELECT replicate, month, 'name_hits' AS count, CASE holders WHEN 'under 10' THEN 0 WHEN 'under 100' THEN 1 WHEN 'under 1000' THEN 2 WHEN 'under 10000' THEN 3 WHEN 'under 100000' THEN 4 WHEN '100000 or more' THEN 5 END AS idx, misattributed AS value FROM linkage_by_name WHERE misattributed <> 0
UNION ALL SELECT replicate, month, 'name_persons' AS count, CASE holders WHEN 'under 10' THEN 0 WHEN 'under 100' THEN 1 WHEN 'under 1000' THEN 2 WHEN 'under 10000' THEN 3 WHEN 'under 100000' THEN 4 WHEN '100000 or more' THEN 5 END AS idx, persons AS value FROM linkage_by_name WHERE persons <> 0
UNION ALL SELECT replicate, month, 'name_records' AS count, CASE holders WHEN 'under 10' THEN 0 WHEN 'under 100' THEN 1 WHEN 'under 1000' THEN 2 WHEN 'under 10000' THEN 3 WHEN 'under 100000' THEN 4 WHEN '100000 or more' THEN 5 END AS idx, records AS value FROM linkage_by_name WHERE records <> 0
UNION ALL SELECT replicate, month, 'people_by_contacts' AS count, contacts AS idx, persons AS value FROM contacts_by_number WHERE persons <> 0
UNION ALL SELECT replicate, month, 'people_by_home' AS count, (unregistered) * 9 + others_at_home AS idx, persons AS value FROM residence_people_by_home WHERE persons <> 0
UNION ALL SELECT replicate, month, 'people_by_known' AS count, (unregistered) * 9 + known AS idx, persons AS value FROM residence_people_by_known WHERE persons <> 0
UNION ALL SELECT replicate, month, 'people_moved' AS count, (moved) * 2 + unregistered AS idx, persons AS value FROM residence_people_by_move WHERE persons <> 0
UNION ALL SELECT replicate, month, 'persons_by_age' AS count, CASE age WHEN '0-17' THEN 0 WHEN '18-29' THEN 1 WHEN '30-44' THEN 2 WHEN '45-59' THEN 3 WHEN '60+' THEN 4 END AS idx, persons AS value FROM spread_by_age WHERE persons <> 0
UNION ALL SELECT replicate, month, 'rated' AS count, (component) * 2 + client AS idx, persons AS value FROM ratings_by_client WHERE persons <> 0
UNION ALL SELECT replicate, month, 'rated_bottom' AS count, (component) * 2 + client AS idx, bottom AS value FROM ratings_by_client WHERE bottom <> 0
UNION ALL SELECT replicate, month, 'rated_top' AS count, (component) * 2 + client AS idx, top AS value FROM ratings_by_client WHERE top <> 0
UNION ALL SELECT replicate, month, 'rated_top_diligence' AS count, (component) * 2 + client AS idx, top_diligence AS value FROM ratings_by_client WHERE top_diligence <> 0
UNION ALL SELECT replicate, month, 'rating_squares' AS count, (component) * 6 + CASE part WHEN 'diligence' THEN 0 WHEN 'examination_error' THEN 1 WHEN 'leniency' THEN 2 WHEN 'impression' THEN 3 WHEN 'favouritism' THEN 4 WHEN 'rating' THEN 5 END AS idx, squares AS value FROM ratings_by_part WHERE squares <> 0
UNION ALL SELECT replicate, month, 'rating_sum' AS count, (component) * 6 + CASE part WHEN 'diligence' THEN 0 WHEN 'examination_error' THEN 1 WHEN 'leniency' THEN 2 WHEN 'impression' THEN 3 WHEN 'favouritism' THEN 4 WHEN 'rating' THEN 5 END AS idx, points AS value FROM ratings_by_part WHERE points <> 0
UNION ALL SELECT replicate, month, 'reach_sanctioned' AS count, CASE path WHEN 'own_true' THEN 0 WHEN '1_step' THEN 1 WHEN '2_steps' THEN 2 WHEN '3_steps' THEN 3 WHEN '4_steps' THEN 4 WHEN 'own_wrong' THEN 5 END AS idx, persons AS value FROM spillover_by_path WHERE persons <> 0
UNION ALL SELECT replicate, month, 'remark_persons' AS count, grade AS idx, persons AS value FROM caps_by_grade WHERE persons <> 0
UNION ALL SELECT replicate, month, 'remark_wrong' AS count, grade AS idx, persons_wrong AS value FROM caps_by_grade WHERE persons_wrong <> 0
UNION ALL SELECT replicate, month, 'reported_by_home' AS count, (wrong) * 9 + others_at_home AS idx, reports AS value FROM residence_reports_by_home WHERE reports <> 0
UNION ALL SELECT replicate, month, 'reported_by_known' AS count, (wrong) * 9 + known AS idx, reports AS value FROM residence_reports_by_known WHERE reports <> 0
UNION ALL SELECT replicate, month, 'reported_moved' AS count, (moved) * 2 + wrong AS idx, reports AS value FROM residence_reports_by_move WHERE reports <> 0
UNION ALL SELECT replicate, month, 'reports_lapsed' AS count, wrong AS idx, lapsed AS value FROM verification_by_truth WHERE lapsed <> 0
UNION ALL SELECT replicate, month, 'residence_reports' AS count, (CASE reason WHEN 'told' THEN 0 WHEN 'suspicion' THEN 1 WHEN 'malice' THEN 2 WHEN 'slip' THEN 3 WHEN 'register' THEN 4 END) * 2 + wrong AS idx, records AS value FROM residence_by_reason WHERE records <> 0
UNION ALL SELECT replicate, month, 'score_by_age' AS count, CASE age WHEN '0-17' THEN 0 WHEN '18-29' THEN 1 WHEN '30-44' THEN 2 WHEN '45-59' THEN 3 WHEN '60+' THEN 4 END AS idx, score_sum AS value FROM spread_by_age WHERE score_sum <> 0
UNION ALL SELECT replicate, month, 'score_squares' AS count, 0 AS idx, score_squares AS value FROM spread_by_month WHERE score_squares <> 0
UNION ALL SELECT replicate, month, 'work_lost' AS count, CASE truth WHEN 'true' THEN 0 WHEN 'other_violation' THEN 1 WHEN 'no_violation' THEN 2 END AS idx, work_lost AS value FROM publicity_by_truth WHERE work_lost <> 0
UNION ALL SELECT replicate, month, 'wrong_files' AS count, 0 AS idx, with_points AS value FROM wrong_files_by_month WHERE with_points <> 0
UNION ALL SELECT replicate, month, 'wrong_files' AS count, 1 AS idx, other_grade AS value FROM wrong_files_by_month WHERE other_grade <> 0
UNION ALL SELECT replicate, month, 'wrong_files' AS count, 2 AS idx, lower_grade AS value FROM wrong_files_by_month WHERE lower_grade <> 0
UNION ALL SELECT replicate, month, 'joins_by_channel.right' AS count, channel AS idx, right AS value FROM joins_by_channel WHERE right <> 0
UNION ALL SELECT replicate, month, 'joins_by_channel.misattributed' AS count, channel AS idx, misattributed AS value FROM joins_by_channel WHERE misattributed <> 0
UNION ALL SELECT replicate, month, 'joins_by_channel.missed' AS count, channel AS idx, missed AS value FROM joins_by_channel WHERE missed <> 0
UNION ALL SELECT replicate, month, 'joins_by_context.refused' AS count, (CASE origin WHEN 'none' THEN 0 WHEN 'police' THEN 1 WHEN 'courts' THEN 2 WHEN 'traffic' THEN 3 WHEN 'finance' THEN 4 WHEN 'commerce' THEN 5 WHEN 'work' THEN 6 WHEN 'neighbourhood' THEN 7 WHEN 'speech' THEN 8 WHEN 'travel' THEN 9 WHEN 'education' THEN 10 WHEN 'welfare' THEN 11 WHEN 'relative' THEN 12 END) * 12 + (CASE effect WHEN 'none' THEN 0 WHEN 'police' THEN 1 WHEN 'courts' THEN 2 WHEN 'traffic' THEN 3 WHEN 'finance' THEN 4 WHEN 'commerce' THEN 5 WHEN 'work' THEN 6 WHEN 'neighbourhood' THEN 7 WHEN 'speech' THEN 8 WHEN 'travel' THEN 9 WHEN 'education' THEN 10 WHEN 'welfare' THEN 11 END) AS idx, refused AS value FROM joins_by_context WHERE refused <> 0
UNION ALL SELECT replicate, month, 'joins_by_context.refused_innocent' AS count, (CASE origin WHEN 'none' THEN 0 WHEN 'police' THEN 1 WHEN 'courts' THEN 2 WHEN 'traffic' THEN 3 WHEN 'finance' THEN 4 WHEN 'commerce' THEN 5 WHEN 'work' THEN 6 WHEN 'neighbourhood' THEN 7 WHEN 'speech' THEN 8 WHEN 'travel' THEN 9 WHEN 'education' THEN 10 WHEN 'welfare' THEN 11 WHEN 'relative' THEN 12 END) * 12 + (CASE effect WHEN 'none' THEN 0 WHEN 'police' THEN 1 WHEN 'courts' THEN 2 WHEN 'traffic' THEN 3 WHEN 'finance' THEN 4 WHEN 'commerce' THEN 5 WHEN 'work' THEN 6 WHEN 'neighbourhood' THEN 7 WHEN 'speech' THEN 8 WHEN 'travel' THEN 9 WHEN 'education' THEN 10 WHEN 'welfare' THEN 11 END) AS idx, refused_innocent AS value FROM joins_by_context WHERE refused_innocent <> 0
UNION ALL SELECT replicate, month, 'joins_by_month.stated' AS count, 0 AS idx, stated AS value FROM joins_by_month WHERE stated <> 0
UNION ALL SELECT replicate, month, 'joins_by_month.outside' AS count, 0 AS idx, outside AS value FROM joins_by_month WHERE outside <> 0
UNION ALL SELECT replicate, month, 'joins_by_month.outside_innocent' AS count, 0 AS idx, outside_innocent AS value FROM joins_by_month WHERE outside_innocent <> 0
UNION ALL SELECT replicate, month, 'zones_by_stratum.persons' AS count, urban AS idx, persons AS value FROM zones_by_stratum WHERE persons <> 0
UNION ALL SELECT replicate, month, 'zones_by_stratum.outside' AS count, urban AS idx, outside AS value FROM zones_by_stratum WHERE outside <> 0
UNION ALL SELECT replicate, month, 'zones_by_stratum.given_up' AS count, urban AS idx, given_up AS value FROM zones_by_stratum WHERE given_up <> 0
UNION ALL SELECT replicate, month, 'zones_by_stratum.alerts' AS count, urban AS idx, alerts AS value FROM zones_by_stratum WHERE alerts <> 0
UNION ALL SELECT replicate, month, 'zones_by_stratum.false_alerts' AS count, urban AS idx, false_alerts AS value FROM zones_by_stratum WHERE false_alerts <> 0
UNION ALL SELECT replicate, month, 'zones_by_stratum.stops' AS count, urban AS idx, stops AS value FROM zones_by_stratum WHERE stops <> 0
UNION ALL SELECT replicate, month, 'zones_by_stratum.stopped' AS count, urban AS idx, stopped AS value FROM zones_by_stratum WHERE stopped <> 0
UNION ALL SELECT replicate, month, 'zones_by_stratum.questionings' AS count, urban AS idx, questionings AS value FROM zones_by_stratum WHERE questionings <> 0
UNION ALL SELECT replicate, month, 'zones_by_conduct.persons' AS count, offended AS idx, persons AS value FROM zones_by_conduct WHERE persons <> 0
UNION ALL SELECT replicate, month, 'zones_by_conduct.stops' AS count, offended AS idx, stops AS value FROM zones_by_conduct WHERE stops <> 0

/* What of the phases is put together with modules: options that every scenario has. */
#include "combine.h"

const struct combine_module combine_options[] = {
	{ .name = "channel",
	  .entries = { "channels",
	               "  camera: {kind: camera, coverage_urban: 0.8, coverage_rural: 0.5, detects: "
	               "{brawl: 0.5, petition: 0.2}, "
	               "spurious_mix: {brawl: 1}, spurious_per_1000_years: 60, wrong_person: 0.2}\n" },
	  .turns = { { "channels.camera.enabled", "true", "false" } },
	  .moves = "violations_seen" },
	{ .name = "list",
	  .entries = { "lists", "  minor: {colour: black, entry_events: [brawl], term_months: 3, "
	                        "entry_probability: 0.9}\n" },
	  .turns = { { "lists.minor.enabled", "true", "false" } },
	  .moves = "listed" },
	{ .name = "measure",
	  .entries = { "measures", "  post: {kind: sanction, lists: [defaulters], grades: [E], classes: "
	                           "[citizen, official], demand_per_year: 8, "
	                           "spill_household: 1, strain: 0.1}\n" },
	  .turns = { { "measures.post.enabled", "true", "false" } },
	  .moves = "sanctioned" },
	{ .name = "asymmetry", .turns = { { "scale.asymmetry", "3", "1" } }, .moves = "score_sum" },
	{ .name = "label",
	  .fixed = { "society.marker_share=0.3" },
	  .off = { "society.marker_share=0" },
	  .counts = { "surveillance_by_marker.persons", "surveillance_by_marker.violations",
	              "surveillance_by_marker.records_true" },
	  .shows = { "surveillance_by_marker." } },
	{ .name = "orders",
	  .fixed = { "hierarchy.order_delay_months=2" },
	  .off = { "hierarchy.order_delay_months=0" },
	  .moves = "refused" },
	{ .name = "published_rules",
	  .turns = { { "conduct.published_rules", "0.6", "0" },
	             { "events.brawl.avoidable", "0.7", "0" },
	             { "due_process.informed_appeal", "0.5", "0" },
	             { "due_process.informed_success", "0.5", "0" } },
	  .moves = "violations" },
	{ .name = "firms_learning",
	  .needs = "firms",
	  .turns = { { "firms.risk_learning", "0.4", "0" }, { "firm_events.fraud.deterrence", "4", "0" } },
	  .moves = "firms_by_event.events" },
	{ .name = "spread",
	  .fixed = { "output.spread=true" },
	  .off = { "output.spread=false" },
	  .counts = { "spread_by_month.score_squares", "spread_by_age.score_sum", "spread_by_age.persons" },
	  .shows = { "spread_" } },
	{ .name = NULL },
};

/* YAML text to a tree, through the events of libfyaml: its documents would resolve aliases without a bound.
 */
#include "input/text/tree.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <errno.h>
#include <libfyaml.h>
#include <string.h>

#define ANCHORS_MAX 64

struct anchor {
	const char *name;
	struct soc_node *node;
	int open; /* its map or list has not ended yet */
};

struct reader {
	struct soc_tree *tree;
	const struct soc_tree_file *file;
	struct fy_parser *parser;
	const char *text;
	size_t length;
	struct soc_node *stack[SOC_TREE_DEPTH], *root;
	int depth, documents, failed;
	int ended; /* the end of the stream was met: nothing of it is missing */
	/* The key that waits for its value. */
	const char *key;
	int key_line, key_column;
	struct anchor anchors[ANCHORS_MAX];
	int anchors_count;
};

/* The beginning of the file. */
static struct soc_position file_place(const struct soc_tree_file *file)
{
	return (struct soc_position){ file->name, !file->lineless, !file->lineless };
}

static struct soc_position reader_place(const struct reader *r, struct fy_token *token)
{
	const struct fy_mark *mark = token != NULL ? fy_token_start_mark(token) : NULL;
	struct soc_position at = file_place(r->file);
	if (r->file->lineless)
		return at;
	const enum fy_scalar_style style = token != NULL ? fy_token_scalar_style(token) : FYSS_ANY;
	/* The mark of a block of text is behind its | or >: it is told of at its key. */
	const int is_block = (style == FYSS_LITERAL || style == FYSS_FOLDED) && r->key != NULL;
	if (mark != NULL && !is_block) {
		at.line = mark->line + 1;
		/* The mark of a quoted text is behind its opening quote. */
		at.column = mark->column +
		            !((style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED) && mark->column > 0);
	} else if (r->key != NULL) {
		at.line = r->key_line;
		at.column = r->key_column;
	}
	return at;
}

static void reader_stop(struct reader *r, struct soc_position at, const char *text)
{
	if (!r->failed)
		soc_diagnostics_error(r->tree->diagnostics, at, "", "%s", text);
	r->failed = 1;
}

static void reader_out_of_memory(struct reader *r)
{
	r->tree->diagnostics->out_of_memory = 1;
	r->failed = 1;
}

/* The text of a token, piece by piece: in one piece libfyaml 0.7.12 may lose (and leak) it. 0 with
 * out->failed when memory is out, which libfyaml tells through errno alone. */
static int token_text(struct fy_token *token, struct soc_buf *out)
{
	errno = 0;
	struct fy_token_iter *iter = token != NULL ? fy_token_iter_create(token) : NULL;
	const struct fy_iter_chunk *chunk = NULL;
	int error = 0;
	if (iter == NULL) {
		out->failed |= token != NULL;
		return token == NULL;
	}
	while ((chunk = fy_token_iter_chunk_next(iter, chunk, &error)) != NULL)
		soc_buf_put(out, chunk->str, chunk->len);
	out->failed |= error != 0 && errno == ENOMEM;
	fy_token_iter_destroy(iter);
	return error == 0 && !out->failed;
}

/* Two quotes in a row within single quotes, which libfyaml 0.7.12 reads as three. */
static int is_misread(const struct reader *r, struct fy_token *token)
{
	const struct fy_mark *from = token != NULL ? fy_token_start_mark(token) : NULL;
	const struct fy_mark *to = token != NULL ? fy_token_end_mark(token) : NULL;
	if (from == NULL || to == NULL || fy_token_scalar_style(token) != FYSS_SINGLE_QUOTED)
		return 0;
	for (size_t i = from->input_pos; i + 4 <= to->input_pos && i + 4 <= r->length; i++) {
		if (!memcmp(r->text + i, "''''", 4))
			return 1;
	}
	return 0;
}

static const char *token_copy(struct reader *r, struct fy_token *token)
{
	struct soc_buf text = { 0 };
	const char *copy = NULL;
	if (is_misread(r, token)) {
		reader_stop(r, reader_place(r, token),
		            "two quotes in a row cannot stand in single quotes here; use double quotes");
	} else if (!token_text(token, &text)) {
		if (text.failed)
			reader_out_of_memory(r);
		else /* libfyaml 0.7.12 gives up on some texts, such as a block that ends with the file before its
		        first letter */
			reader_stop(r, reader_place(r, token), "the text cannot be read; write it in double quotes");
	} else if (memchr(soc_buf_text(&text), '\0', text.length) != NULL) {
		reader_stop(r, reader_place(r, token), "a zero byte has no place in a text");
	} else if (soc_utf8_break(soc_buf_text(&text), text.length) != text.length) {
		reader_stop(r, reader_place(r, token), "an escape in the text makes no UTF-8 character");
	} else {
		copy = soc_arena_text(&r->tree->arena, soc_buf_text(&text), text.length);
		if (copy == NULL)
			reader_out_of_memory(r);
	}
	soc_buf_release(&text);
	return copy;
}

static void reader_take_key(struct reader *r, struct fy_token *token)
{
	struct soc_position at = reader_place(r, token);
	const char *key = token_copy(r, token);
	if (key == NULL)
		return;
	const struct soc_node *twin = soc_tree_get(r->stack[r->depth - 1], key);
	if (twin != NULL)
		soc_diagnostics_error(r->tree->diagnostics, at, key,
		                      "the key stands twice in one map; it stands first in line %d", twin->key_line);
	r->key = key;
	r->key_line = at.line;
	r->key_column = at.column;
}

/* Puts a finished or just begun node where it belongs; a list's or map's children follow. */
static void reader_place_node(struct reader *r, struct soc_node *node, struct soc_position at)
{
	struct soc_node *parent = r->depth > 0 ? r->stack[r->depth - 1] : NULL;
	node->file = r->file;
	node->line = at.line;
	node->column = at.column;
	if (parent == NULL) {
		r->root = node;
		return;
	}
	if (parent->kind == SOC_NODE_MAP) {
		node->key = r->key;
		node->key_line = r->key_line;
		node->key_column = r->key_column;
		r->key = NULL;
	}
	if (parent->count >= SOC_TREE_CHILDREN)
		reader_stop(r, at, "more than 1000 entries in one map or list");
	else
		soc_tree_append(parent, node);
}

static void reader_anchor(struct reader *r, struct fy_token *token, struct soc_node *node, int open)
{
	if (token == NULL || r->failed)
		return;
	if (r->anchors_count == ANCHORS_MAX) {
		reader_stop(r, reader_place(r, token), "more than 64 anchors (&name)");
		return;
	}
	const char *name = token_copy(r, token);
	r->anchors[r->anchors_count++] = (struct anchor){ name != NULL ? name : "", node, open };
}

static int reader_waits_for_key(const struct reader *r)
{
	return r->depth > 0 && r->stack[r->depth - 1]->kind == SOC_NODE_MAP && r->key == NULL;
}

static void reader_scalar(struct reader *r, struct fy_event *e)
{
	struct fy_token *value = e->scalar.value;
	if (reader_waits_for_key(r)) {
		reader_take_key(r, value);
		return;
	}
	struct soc_node *node = soc_tree_node(r->tree, SOC_NODE_SCALAR);
	const char *text = token_copy(r, value);
	if (node == NULL || text == NULL) {
		r->failed = 1;
		return;
	}
	node->text = text;
	node->quoted = value != NULL && fy_token_scalar_style(value) != FYSS_PLAIN;
	/* Where nothing is written the key is the place: libfyaml 0.7 has no token there, 0.8 one behind it. */
	const int nothing = text[0] == '\0' && !node->quoted && r->key != NULL;
	reader_place_node(r, node, reader_place(r, nothing ? NULL : value));
	reader_anchor(r, e->scalar.anchor, node, 0);
}

static void reader_begin(struct reader *r, struct fy_event *e, enum soc_node_kind kind)
{
	struct soc_position at = reader_place(r, fy_event_get_token(e));
	if (reader_waits_for_key(r)) {
		reader_stop(r, at, "a map or list cannot be a key");
		return;
	}
	if (r->depth == SOC_TREE_DEPTH) {
		reader_stop(r, at, "nested deeper than 16 levels");
		return;
	}
	struct soc_node *node = soc_tree_node(r->tree, kind);
	if (node == NULL) {
		r->failed = 1;
		return;
	}
	reader_place_node(r, node, at);
	reader_anchor(r, kind == SOC_NODE_MAP ? e->mapping_start.anchor : e->sequence_start.anchor, node, 1);
	r->stack[r->depth++] = node;
}

static void reader_end(struct reader *r)
{
	const struct soc_node *node = r->stack[--r->depth];
	for (int i = 0; i < r->anchors_count; i++) {
		if (r->anchors[i].node == node)
			r->anchors[i].open = 0;
	}
}

static void reader_alias(struct reader *r, struct fy_event *e)
{
	struct soc_position at = reader_place(r, e->alias.anchor);
	const char *name = token_copy(r, e->alias.anchor);
	if (name == NULL)
		return;
	if (reader_waits_for_key(r)) {
		reader_stop(r, at, "an alias (*name) cannot be a key");
		return;
	}
	const struct anchor *found = NULL;
	for (int i = r->anchors_count - 1; i >= 0 && found == NULL; i--) {
		if (!strcmp(r->anchors[i].name, name))
			found = &r->anchors[i];
	}
	if (found == NULL || found->open) {
		reader_stop(r, at,
		            found == NULL ? "the alias names no anchor (&name) above it"
		                          : "the alias stands inside its own anchor");
		return;
	}
	struct soc_node *node = soc_tree_copy(r->tree, found->node, at);
	if (node == NULL)
		r->failed = 1;
	else
		reader_place_node(r, node, at);
}

static void reader_event(struct reader *r, struct fy_event *e)
{
	struct fy_token *tag = fy_event_get_tag_token(e);
	if (tag != NULL &&
	    (e->type == FYET_SCALAR || e->type == FYET_MAPPING_START || e->type == FYET_SEQUENCE_START)) {
		reader_stop(r, reader_place(r, tag), "tags (!name) have no meaning here");
	}
	if (r->tree->nodes >= SOC_TREE_NODES)
		reader_stop(r, reader_place(r, fy_event_get_token(e)),
		            "more than 100000 values in all files together");
	if (r->failed)
		return;
	switch (e->type) {
	case FYET_DOCUMENT_START:
		if (++r->documents > 1)
			reader_stop(r, reader_place(r, fy_event_get_token(e)),
			            "a second document begins; a file holds one");
		break;
	case FYET_SCALAR:
		reader_scalar(r, e);
		break;
	case FYET_MAPPING_START:
		reader_begin(r, e, SOC_NODE_MAP);
		break;
	case FYET_SEQUENCE_START:
		reader_begin(r, e, SOC_NODE_LIST);
		break;
	case FYET_MAPPING_END:
	case FYET_SEQUENCE_END:
		reader_end(r);
		break;
	case FYET_ALIAS:
		reader_alias(r, e);
		break;
	case FYET_STREAM_END:
		r->ended = 1;
		break;
	default:
		break;
	}
}

/* The first error of libfyaml as a diagnostic. */
static void reader_syntax_error(struct reader *r, struct fy_diag *diag)
{
	void *at = NULL;
	const struct fy_diag_error *error = fy_diag_errors_iterate(diag, &at);
	struct soc_position place = file_place(r->file);
	if (error != NULL && error->line > 0 && error->column > 0 && !r->file->lineless) {
		place.line = error->line;
		place.column = error->column;
	}
	soc_diagnostics_error(r->tree->diagnostics, place, "", "not valid YAML: %s",
	                      error != NULL && error->msg != NULL ? error->msg : "the text cannot be read");
	r->failed = 1;
}

static void reader_quiet(struct fy_diag *diag, void *user, const char *text, size_t length)
{
	(void)diag, (void)user, (void)text, (void)length;
}

static void reader_run(struct reader *r)
{
	struct fy_diag_cfg diag_cfg = { .output_fn = reader_quiet, .level = FYET_ERROR, .module_mask = ~0u };
	struct fy_diag *diag = fy_diag_create(&diag_cfg);
	struct fy_parse_cfg cfg = { .flags = FYPCF_DEFAULT_PARSE | FYPCF_DEFAULT_VERSION_1_2, .diag = diag };
	r->parser = diag != NULL ? fy_parser_create(&cfg) : NULL;
	if (r->parser == NULL || fy_parser_set_string(r->parser, r->text, r->length) != 0)
		reader_out_of_memory(r);
	else
		fy_diag_set_collect_errors(diag, true);
	while (!r->failed) {
		errno = 0;
		struct fy_event *e = fy_parser_parse(r->parser);
		if (e == NULL)
			break;
		reader_event(r, e);
		fy_parser_event_free(r->parser, e);
	}
	/* Without memory libfyaml ends early, with an error of no text or with none. */
	if (!r->failed && !r->ended && (errno == ENOMEM || !fy_parser_get_stream_error(r->parser)))
		reader_out_of_memory(r);
	if (!r->failed && fy_parser_get_stream_error(r->parser))
		reader_syntax_error(r, diag);
	if (r->parser != NULL)
		fy_parser_destroy(r->parser);
	if (diag != NULL)
		fy_diag_destroy(diag);
}

/* Offset of the first byte that is no UTF-8 or is a control character that YAML forbids; length if none. */
static size_t text_break(const char *text, size_t length)
{
	size_t whole = soc_utf8_break(text, length);
	for (size_t i = 0; i < whole; i++) {
		unsigned char c = (unsigned char)text[i];
		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
			return i;
	}
	return whole;
}

static int is_text(struct soc_tree *tree, const char *text, size_t length, const struct soc_tree_file *file)
{
	size_t bad = text_break(text, length);
	if (bad == length)
		return 1;
	struct soc_position at = file_place(file);
	for (size_t i = 0; i < bad && !file->lineless; i++) {
		at.column = text[i] == '\n' ? 1 : at.column + 1;
		at.line += text[i] == '\n';
	}
	soc_diagnostics_error(tree->diagnostics, at, "", "byte 0x%02x is no UTF-8 text",
	                      (unsigned char)text[bad]);
	return 0;
}

void soc_tree_read(struct soc_tree *tree, const char *text, size_t length, const struct soc_tree_file *file,
                   struct soc_node **root)
{
	*root = NULL;
	if (!is_text(tree, text, length, file))
		return;
	struct reader *r = soc_calloc(1, sizeof *r);
	if (r == NULL) {
		tree->diagnostics->out_of_memory = 1;
		return;
	}
	r->tree = tree;
	r->file = file;
	r->text = text;
	r->length = length;
	reader_run(r);
	if (!r->failed && r->root == NULL)
		soc_diagnostics_error(tree->diagnostics, file_place(file), "",
		                      "the file is empty; it begins with `socred: 1`");
	else if (!r->failed)
		*root = r->root;
	soc_free(r);
}

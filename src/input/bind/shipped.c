#include "socred/shipped.h"

#include "base/shelf.h"

size_t soc_shipped_count(void)
{
	return soc_shelf_count();
}

const char *soc_shipped_name(size_t i)
{
	return i < soc_shelf_count() ? soc_shelf_at(i)->name : NULL;
}

const char *soc_shipped_text(size_t i)
{
	return i < soc_shelf_count() ? soc_shelf_at(i)->text : NULL;
}

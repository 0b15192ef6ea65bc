"""The facilitator's page: agenda with clock, room, board, debrief and report, one verb per notebook cell."""

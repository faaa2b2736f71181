package dev.drydock.gateway.view;

/** What a question to the view fails with. */
public sealed interface ViewFailure
    permits ForeignOperationException,
        QueryTooBroadException,
        ViewBehindException,
        ViewRefusedException,
        ViewUnavailableException {}

"""How we compare with other councils, for everybody, under /compare/."""

from django.urls import path

from alongside.sufficiency.views import peers

app_name = "comparisons"
urlpatterns = [
    path("", peers.compared, name="compared"),
    path("<slug:name>.csv", peers.compared_file, name="compared_file"),
]

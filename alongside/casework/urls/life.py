"""Pages about the areas of a young person's life."""

from django.urls import path

from alongside.casework.areas import AREAS, KINDS
from alongside.casework.views import council_tax, life, life_lists

about_one_person = [
    path("life/", life.life, name="life"),
    *(path(f"life/{area.slug}/", life.AREA_PAGES[area.slug], name=f"life_{area.slug}") for area in AREAS),
    *(path(f"life/{slug}/new/", life.ADD[slug], name=f"add_{slug}") for slug in KINDS),
]
urlpatterns = [
    *(path(f"life/{slug}/<uuid:record_id>/", life.CHANGE[slug], name=f"change_{slug}") for slug in KINDS),
    *(path(f"life/{slug}/<uuid:record_id>/out/", life.TAKE_OUT[slug], name=f"take_out_{slug}") for slug in KINDS),
    path("life/home/<uuid:home_id>/suitability/", life.assess, name="assess_home"),
    path("life/suitability/<uuid:assessment_id>/", life.decide_home, name="decide_home"),
    path("life/activity/<uuid:activity_id>/answer/", life.answer_activity, name="answer_activity"),
    path("homes/", life_lists.homes, name="homes_to_decide"),
    path("housing/", life_lists.housing, name="housing"),
    path("council-tax/", council_tax.lists, name="council_tax_lists"),
    path("refused-services/", life_lists.refused, name="refused_services"),
    path("jobcentres/", life_lists.jobcentres, name="jobcentres"),
    path("jobcentres/new/", life_lists.add_jobcentre, name="add_jobcentre"),
    path("jobcentres/<uuid:jobcentre_id>/", life_lists.change_jobcentre, name="change_jobcentre"),
]

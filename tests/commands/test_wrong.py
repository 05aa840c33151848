"""/wrong: readers report posts."""

from bot.model import Story
from bot.storage import cases
from bot.storage.cases import Case, Fault
from tests.commands.desk import LANTERN, TIDE, Desk, story


async def kept(desk: Desk) -> list[Case]:
    async with desk.storage.read() as conn:
        return await cases.listed(conn)


async def told(desk: Desk) -> Story:
    """Store a story of a show that the server follows."""
    one = story(TIDE)
    await desk.tell(one)
    await desk.follow(TIDE)
    return one


async def test_a_complaint_is_kept_with_its_evidence(desk: Desk) -> None:
    one = await told(desk)
    offered = await desk.offered("wrong", "post", "tide")
    faults = await desk.offered("wrong", "fault", "", locale="es-ES")
    assert offered == {one.id: "The Tide House · season 2 · Renewal"}
    assert faults[Fault.NOT_NEWS] == "No es noticia"

    said = await desk.run("wrong", user=desk.fan, post=one.id, fault=Fault.NOT_NEWS)

    (case,) = await kept(desk)
    assert said.text.startswith("Thank you.")
    assert (case.fault, case.story_id, case.user_id) == (Fault.NOT_NEWS, one.id, desk.fan.id)
    assert case.told["show"] == "The Tide House"
    assert [each["publisher"] for each in case.articles] == ["The Wire"]


async def test_an_answer_is_found_by_its_reference_and_a_complaint_counts_once(
    desk: Desk,
) -> None:
    one = await told(desk)
    for _ in range(2):
        await desk.run("wrong", post=f"{one.id}.2", fault=Fault.WRONG_DATE)

    assert len(await kept(desk)) == 1


async def test_what_is_unknown_is_asked_for_again(desk: Desk) -> None:
    one = await told(desk)
    post = await desk.run("wrong", post="nothing", fault=Fault.DUPLICATE)
    fault = await desk.run("wrong", post=one.id, fault="ugly")

    assert post.text.startswith("I know no such post.")
    assert fault.text.startswith("Please pick from the list")
    assert await kept(desk) == []


async def test_nobody_reports_without_end(desk: Desk) -> None:
    many = [story(LANTERN, n) for n in range(12)]
    await desk.tell(*many)
    said = [
        (await desk.run("wrong", user=desk.fan, post=one.id, fault=Fault.NOT_NEWS)).text
        for one in many
    ]

    assert len(await kept(desk)) == 10
    assert said[-1].startswith("That was a lot for one day")
